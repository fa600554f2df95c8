using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>Standings of a series as they are now.</summary>
internal sealed record SeriesSource
{
    public required SeriesMember Member { get; init; }

    /// <summary>The competition; withdrawn ones as well.</summary>
    public required string ListingSlug { get; init; }
    public required string ListingTitle { get; init; }
    public required string? Institution { get; init; }
    public required Guid NodeId { get; init; }
    public required string NodeName { get; init; }

    /// <summary>Null if the competition has no such phase any more.</summary>
    public required ListingPhase? Phase { get; init; }

    /// <summary>Null if there are none now.</summary>
    public required Standings? Standings { get; init; }

    /// <summary>How many of its entries have a value of the metric: only those are ranked.</summary>
    public required int Ranked { get; init; }

    /// <summary>When the hub heard of the node last, in any way.</summary>
    public required DateTimeOffset? HeardAt { get; init; }

    /// <summary>Whether the public may see it: neither the competition nor its node is taken away.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Whether it is part of the joint leaderboard now.</summary>
    public bool IsShown => IsPublic && Standings is not null && Phase is not null;

    /// <summary>The column that ranks.</summary>
    public StandingsColumn Metric => field ??= Standings!.Columns.First(c => c.Key == Standings.Metric);
}

/// <summary>Reads what belongs to a series, in its order: one query.</summary>
internal sealed class ReadSources(HubDb db)
{
    /// <summary>Those whose standings are shown now.</summary>
    public async Task<IReadOnlyList<SeriesSource>> ShownAsync(Guid series, CancellationToken ct) =>
        [.. (await AllAsync(series, ct)).Where(s => s.IsShown)];

    /// <summary>All of them: one that is withdrawn, or whose node is suspended, comes back by itself.</summary>
    public async Task<IReadOnlyList<SeriesSource>> AllAsync(Guid series, CancellationToken ct) => await Of(series).ToListAsync(ct);

    private IQueryable<SeriesSource> Of(Guid series) =>
        from member in db.SeriesMembers.AsNoTracking()
        where member.SeriesId == series
        join listing in db.Listings on member.ListingId equals listing.Id
        join node in db.Members on listing.MemberId equals node.Id
        join cursor in db.FeedCursors on node.Id equals cursor.MemberId into cursors
        from cursor in cursors.DefaultIfEmpty()
        join phase in db.ListingPhases on new { member.ListingId, Key = member.PhaseKey } equals new { phase.ListingId, phase.Key } into phases
        from phase in phases.DefaultIfEmpty()
        join standings in db.Standings on new { member.ListingId, Key = member.PhaseKey } equals new { standings.ListingId, standings.Key } into boards
        from standings in boards.DefaultIfEmpty()
        orderby member.Number, member.ListingId, member.PhaseKey
        select new SeriesSource
        {
            Member = member,
            ListingSlug = listing.Slug,
            ListingTitle = listing.Title,
            Institution = db.ListingCurations.Where(c => c.ListingId == listing.Id).Select(c => c.Institution).SingleOrDefault() ?? listing.Institution ?? node.Institution,
            NodeId = node.Id,
            NodeName = node.Name,
            Phase = phase,
            Standings = standings,
            Ranked = db.StandingsRows.Count(r => r.StandingsId == standings.Id && r.Score != null),
            HeardAt = cursor.LastBatchAt > node.LastSeenAt ? cursor.LastBatchAt : node.LastSeenAt ?? cursor.LastBatchAt,
            IsPublic = db.Listings.Shown(db).Any(l => l.Id == listing.Id),
        };
}
