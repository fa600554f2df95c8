using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>Reads what the hub was told of a competition, and what it said to that.</summary>
internal sealed class ReadTold(NodeDb db)
{
    /// <summary>What the hub is called; null if there is none, or none that takes anything.</summary>
    public async Task<string?> HubAsync(CancellationToken ct) =>
        await db.Memberships.AsNoTracking().SingleOrDefaultAsync(ct) is { IsServed: true } membership ? membership.HubName : null;

    public async Task<IReadOnlyList<ToldView>> ExecuteAsync(Guid competition, CancellationToken ct)
    {
        var cursor = await db.FeedDeliveries.Select(d => d.Cursor).SingleOrDefaultAsync(ct);
        var kinds = await db.ToldFacts.Where(f => f.CompetitionId == competition)
            .GroupBy(f => new { f.Kind, f.Withdrawn })
            .Select(g => new ToldView(
                g.Key.Kind, g.Key.Withdrawn, g.Count(), g.Max(f => f.ChangedAt), g.Max(f => f.Sequence) <= cursor, g.Count(f => f.Problem != null),
                g.Max(f => f.Detail ?? f.Problem)))
            .ToListAsync(ct);
        return [.. kinds.OrderBy(k => Array.IndexOf([.. RecordKinds.All], k.Kind)).ThenBy(k => k.Withdrawn, StringComparer.Ordinal)];
    }
}

/// <summary>What the hub was told of one kind.</summary>
/// <param name="Kind">A word of <see cref="RecordKinds"/>.</param>
/// <param name="Withdrawn">Why it is no more; null if it is.</param>
/// <param name="Count">How many facts these are.</param>
/// <param name="ChangedAt">When the newest was told, or is to be.</param>
/// <param name="IsDelivered">Whether the hub has judged all of them.</param>
/// <param name="Refused">How many it refused.</param>
/// <param name="Why">Why it refused one of these.</param>
internal sealed record ToldView(string Kind, string? Withdrawn, int Count, DateTimeOffset ChangedAt, bool IsDelivered, int Refused, string? Why);
