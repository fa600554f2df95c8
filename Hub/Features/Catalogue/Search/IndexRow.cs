using System.Runtime.InteropServices;
using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>What of a listing is looked at in every search; small, and one beside the other in memory.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct IndexRow
{
    /// <summary>Which of <see cref="CatalogueView.IsMemberShown"/> is its node's.</summary>
    public required int Member { get; init; }

    /// <summary>Whether it is not found: withdrawn, hidden by curators, or another stands for it.</summary>
    public required bool IsUnlisted { get; init; }

    /// <summary>Status until <see cref="StatusUntil"/>; ask <see cref="TimedRows"/>.</summary>
    public required ListingStatus Status { get; init; }

    /// <summary>Ticks at which <see cref="Status"/> may be another.</summary>
    public required long StatusUntil { get; init; }

    /// <summary>Ticks at which the first phase begins.</summary>
    public required long StartsAt { get; init; }

    /// <summary>Ticks at which the last phase ends; <see cref="long.MaxValue"/> if it has no end.</summary>
    public required long EndsAt { get; init; }

    /// <summary>Ticks up to which curators feature it; 0 if they do not, <see cref="long.MaxValue"/> without an end.</summary>
    public required long FeaturedUntil { get; init; }

    /// <summary>Where in <see cref="CatalogueView.Values"/> its values of all facets that do not depend on the time begin.</summary>
    public required int ValuesAt { get; init; }

    public required int ValuesCount { get; init; }

    /// <summary>What phases make of a status at an instant, and the ticks until which.</summary>
    public static (ListingStatus Status, long Until) StatusAt(IReadOnlyList<PhaseSpan> phases, DateTimeOffset now) =>
        ListingTime.At(phases, now) is var (status, until) ? (status, until?.UtcTicks ?? long.MaxValue) : default;
}

/// <summary>What of a listing is looked at in some searches, or only of some rows.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct IndexRowDetails
{
    public required Guid Id { get; init; }

    /// <summary>Ticks at which it became public: what the node says, but never before the hub's clock.</summary>
    public required long NewSince { get; init; }

    /// <summary>Ticks at which the hub heard of it first.</summary>
    public required long FirstSeenAt { get; init; }

    public required int Submissions { get; init; }
    public required int Participants { get; init; }
    public required IReadOnlyList<PhaseSpan> Phases { get; init; }
}
