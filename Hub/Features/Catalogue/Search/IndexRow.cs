using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>What of a listing decides whether and where it is shown; small, and one beside the other in memory.</summary>
internal readonly struct IndexRow
{
    public required Guid Id { get; init; }

    /// <summary>Which of <see cref="CatalogueView.IsMemberShown"/> is its node's.</summary>
    public required int Member { get; init; }

    /// <summary>Whether it is not found: withdrawn, hidden by curators, or another stands for it.</summary>
    public required bool IsUnlisted { get; init; }

    /// <summary>Status at <see cref="StatusUntil"/>'s time of writing; ask <see cref="StatusAt"/>.</summary>
    public required ListingStatus Status { get; init; }

    /// <summary>Ticks at which <see cref="Status"/> may be another.</summary>
    public required long StatusUntil { get; init; }

    /// <summary>Ticks at which the first phase begins.</summary>
    public required long StartsAt { get; init; }

    /// <summary>Ticks at which the last phase ends; <see cref="long.MaxValue"/> if it has no end.</summary>
    public required long EndsAt { get; init; }

    /// <summary>Ticks at which it became public: what the node says, but never before the hub's clock.</summary>
    public required long NewSince { get; init; }

    /// <summary>Ticks up to which curators feature it; 0 if they do not, <see cref="long.MaxValue"/> without an end.</summary>
    public required long FeaturedUntil { get; init; }

    /// <summary>Ticks at which the hub heard of it first.</summary>
    public required long FirstSeenAt { get; init; }

    public required int Submissions { get; init; }
    public required int Participants { get; init; }

    /// <summary>The numbers of its values of all facets that do not depend on the time, as in <see cref="CatalogueView.Words"/>.</summary>
    public required int[] Values { get; init; }

    public required IReadOnlyList<PhaseSpan> Phases { get; init; }

    /// <summary>Whether it is shown first: what is over is not.</summary>
    public bool IsFeaturedAt(DateTimeOffset now) => now.UtcTicks < FeaturedUntil && StatusAt(now) != ListingStatus.Closed;

    public ListingStatus StatusAt(DateTimeOffset now) => now.UtcTicks < StatusUntil ? Status : ListingTime.At(Phases, now).Status;
}
