using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>What of a listing decides whether and where it is shown.</summary>
internal sealed record ListingFacts
{
    public required Guid Id { get; init; }
    public required ListingStatus Status { get; init; }

    /// <summary>From when on the status may be another.</summary>
    public required DateTimeOffset? StatusUntil { get; init; }

    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset? EndsAt { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public required string? Institution { get; init; }
    public required List<string> SubmissionKinds { get; init; }
    public required List<string> TaskTypes { get; init; }
    public required List<string> Modalities { get; init; }
    public required bool HasPrize { get; init; }
    public required bool IsConfidential { get; init; }
    public required int? Participants { get; init; }
    public required int? Submissions { get; init; }

    /// <summary>Whether it has begun and is not over.</summary>
    public bool IsRunning => Status is ListingStatus.Open or ListingStatus.ClosingSoon or ListingStatus.Between;

    public static IEnumerable<ListingFacts> Sorted(IEnumerable<ListingFacts> listings, DiscoverSort sort) => (sort switch
    {
        DiscoverSort.Newest => listings.OrderByDescending(l => l.PublishedAt < l.FirstSeenAt ? l.PublishedAt : l.FirstSeenAt),
        DiscoverSort.MostActive => listings.OrderByDescending(l => l.Submissions ?? 0).ThenByDescending(l => l.Participants ?? 0),
        _ => listings.OrderBy(Urgency),
    }).ThenByDescending(l => l.Id);

    private static (int Group, long Ticks) Urgency(ListingFacts listing) => listing switch
    {
        { IsRunning: true, EndsAt: { } end } => (0, end.UtcTicks),
        { IsRunning: true } => (1, 0),
        { Status: ListingStatus.Upcoming } => (2, listing.StartsAt.UtcTicks),
        _ => (3, -(listing.EndsAt?.UtcTicks ?? 0)),
    };
}

/// <summary>A listing in a list.</summary>
internal sealed record ListingRow
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }

    /// <summary>The institution it names, else its node's, else the node's name.</summary>
    public required string Institution { get; init; }

    /// <summary>Whether the institution is the one under which curators took in the node, at an address that was checked.</summary>
    public required bool IsVouched { get; init; }

    public required ListingStatus Status { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset? EndsAt { get; init; }
    public required string? Prize { get; init; }
    public required int? Participants { get; init; }
    public required List<string> SubmissionKinds { get; init; }
    public required bool IsConfidential { get; init; }
    public required IReadOnlyList<RowPhase> Phases { get; init; }

    /// <summary>The phase that takes submissions.</summary>
    public RowPhase? OpenAt(DateTimeOffset now) => Phases.FirstOrDefault(p => p.StartsAt <= now && (p.EndsAt is not { } end || now < end));
}

/// <summary>A phase in a list.</summary>
internal sealed record RowPhase(int Number, string Name, DateTimeOffset StartsAt, DateTimeOffset? EndsAt);
