using Agon.Node.Data;
using Agon.Node.Features.Federation;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.SignOn.Identities;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Node.Features.People;

/// <summary>
/// Notes for the feed, beside the change and in its transaction, that entries are told by a name or no more: whoever agrees or takes it back,
/// changes their name, gains or loses the link with the hub, or if this node comes to another hub. With the link the agreement goes.
/// </summary>
internal sealed class NoteNames(TimeProvider clock) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (NodeDb)eventData.Context!;
        var changed = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var unlinked in changed.Where(e => e.State == EntityState.Deleted).Select(e => e.Entity).OfType<LinkedIdentity>())
        {
            await TakeBackAsync(db, unlinked, cancellationToken);
        }

        var people = changed.Select(PersonOf).OfType<Guid>().ToHashSet();
        if (changed.Exists(e => e.Entity is Membership && e.State is EntityState.Added or EntityState.Deleted))
        {
            people.UnionWith(await db.ShownAtHubs.Select(s => s.AccountId).ToListAsync(cancellationToken));
        }

        if (people.Count > 0)
        {
            await NoteAsync(db, people, cancellationToken);
        }

        return result;
    }

    private static Guid? PersonOf(EntityEntry entry) => entry.Entity switch
    {
        ShownAtHub shown => shown.AccountId,
        LinkedIdentity identity when entry.State is EntityState.Added or EntityState.Deleted => identity.AccountId,
        Account account when entry.State == EntityState.Modified && entry.Property(nameof(Account.DisplayName)).IsModified => account.Id,
        _ => null,
    };

    private static async Task TakeBackAsync(NodeDb db, LinkedIdentity unlinked, CancellationToken ct)
    {
        if (await db.ShownAtHubs.SingleOrDefaultAsync(s => s.AccountId == unlinked.AccountId && s.Hub == unlinked.IssuerAddress, ct) is { } shown)
        {
            db.ShownAtHubs.Remove(shown);
        }
    }

    private async Task NoteAsync(NodeDb db, HashSet<Guid> people, CancellationToken ct)
    {
        var entries = await db.Entries.Where(e => people.Contains(e.AccountId)).Select(e => new { e.PhaseId, e.LeaderboardId, e.Leaderboard!.Number, e.Id }).ToListAsync(ct);
        var now = clock.GetUtcNow();
        db.FeedChanges.AddRange(entries.Select(e => new FeedChange
        {
            Id = Guid.CreateVersion7(now),
            Scope = FeedScope.Entry,
            OwnerId = Leaderboard.StandingsOf(e.PhaseId, e.LeaderboardId, e.Number),
            ItemId = e.Id,
        }));
    }
}
