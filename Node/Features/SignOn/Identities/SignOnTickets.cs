using Agon.Node.Data;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>Tells whether what an issuer said of somebody who waits in a browser still counts, and lets it count once.</summary>
internal sealed class SignOnTickets(NodeDb db, TimeProvider clock)
{
    private static readonly Func<NodeDb, string, CancellationToken, Task<bool>> IsTrusted =
        ReadyQuery.Of((NodeDb db, string address, CancellationToken _) => db.Issuers.Any(i => i.Address == address && i.IsEnabled));

    /// <summary>Why it counts no more, or null: the issuer may have been switched off or removed since, or the hub left.</summary>
    public async Task<SignOnFailure?> RefuseAsync(VerifiedPerson person, CancellationToken ct)
    {
        if (!await IsTrusted(db, person.IssuerAddress, ct))
        {
            return SignOnFailure.IssuerUnknown;
        }

        return await db.SpentSignOns.AnyAsync(s => s.Id == person.Ticket, ct) ? SignOnFailure.NothingPending : null;
    }

    /// <summary>Whether it was not spent before.</summary>
    public async Task<bool> SpendAsync(VerifiedPerson person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var old = now - (2 * PendingSignOn.Kept);
        await db.SpentSignOns.Where(s => s.SpentAt < old).ExecuteDeleteAsync(ct);
        db.SpentSignOns.Add(new SpentSignOn { Id = person.Ticket, SpentAt = now });
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException e) when (e.Breaks(db, SpentSignOn.PrimaryKey))
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
