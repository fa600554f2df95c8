using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Feed;

/// <summary>
/// Tells again what the hub refused for want of what it belongs to, once that has arrived: a card that was edited before its first delivery stands
/// after its standings in the feed.
/// </summary>
internal sealed class RetellOrphans(NodeDb db, RetellFacts retell)
{
    private const int Most = 5000;

    /// <summary>Whether there were any.</summary>
    public async Task<bool> ExecuteAsync(CancellationToken ct)
    {
        if (await db.FeedDeliveries.Select(d => (long?)d.Cursor).SingleOrDefaultAsync(ct) is not { } cursor)
        {
            return false;
        }

        var orphans = await db.ToldFacts.AsNoTracking().Where(f => f.Problem == RecordResult.Orphan && f.Body != null
                && db.ToldFacts.Any(p => p.Body != null && p.Problem == null && p.Sequence > f.Sequence && p.Sequence <= cursor
                    && (f.Kind == RecordKinds.Entry ? p.Kind == RecordKinds.Standings && p.StandingsId == f.StandingsId : p.Kind == RecordKinds.Competition && p.CompetitionId == f.CompetitionId)))
            .OrderBy(f => f.Sequence).Take(Most).Select(f => new InventoryItem(f.Kind, f.Key, f.Sequence, f.Hash)).ToListAsync(ct);
        return orphans.Count > 0 && await retell.ExecuteAsync(orphans, ct);
    }
}
