using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Search;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Removes what a node does not tell any more as if it had withdrawn it, in the caller's transaction; told again, under whatever number, it comes back.</summary>
internal sealed class RemovePhantoms(HubDb db, WriteTexts texts, KeepChanges changes)
{
    private const int AtOnce = 400;

    /// <param name="member">The node.</param>
    /// <param name="phantoms">Facts by name and revision; those that were told again since stay.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task ExecuteAsync(Member member, IReadOnlyList<InventoryItem> phantoms, DateTimeOffset now, CancellationToken ct)
    {
        // What others belong to first: they go along in one statement.
        foreach (var some in phantoms.OrderBy(p => Array.IndexOf([.. RecordKinds.All], p.Kind)).Chunk(AtOnce))
        {
            await RemoveAsync(member, some, now, ct);
        }

        // Whoever counts listings looks again when the cursor's row was written.
        var cursor = await db.FeedCursors.SingleOrDefaultAsync(c => c.MemberId == member.Id, ct);
        cursor?.LastRecordAt = now;
        await db.SaveChangesAsync(ct);
    }

    private async Task RemoveAsync(Member member, IReadOnlyList<InventoryItem> phantoms, DateTimeOffset now, CancellationToken ct)
    {
        var judged = phantoms.Select(p => new Judgement(Tombstone(p), null)).ToList();
        var known = new KnownFacts(member.Id);
        await known.LoadAsync(db, judged, ct);
        var gone = new FactsGone(db, member.Id, known);
        var taken = new FactsTaken(db, member, known, gone, new ListingSlugs(member), now);
        foreach (var one in judged.Where(j => known.Items.GetValueOrDefault((j.Record!.Kind, j.Record.Key)) is { Withdrawn: null } item && item.Revision == j.Record.Revision - 1))
        {
            taken.Take(one);

            // The ledger forgets it, so that it is news under any number.
            if (known.Items.Remove((one.Record!.Kind, one.Record.Key), out var line))
            {
                db.Remove(line);
            }
        }

        await gone.DeleteAsync(ct);
        await texts.ExecuteAsync(member, taken.Reworded, ct);
        await db.SaveChangesAsync(ct);
        await changes.ExecuteAsync(member.Id, taken.Changes, ct);
        db.ChangeTracker.Entries().Where(e => e.Entity is FeedItem or Listings.StandingsRow or Listings.ListingPhase).ToList().ForEach(e => e.State = EntityState.Detached);
    }

    private static FeedRecord Tombstone(InventoryItem item) => new()
    {
        Sequence = item.Revision + 1,
        Kind = item.Kind,
        Key = item.Key,
        Revision = item.Revision + 1,
        Version = 1,
        Hash = FeedRecord.HashOf(null),
        Withdrawn = Withdrawals.Missing,
    };
}
