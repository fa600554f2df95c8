using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>A listing in a list.</summary>
internal sealed record ListingRow
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }

    /// <summary>The institution curators say, else the one it names, else its node's, else the node's name.</summary>
    public required string Institution { get; init; }

    /// <summary>Whether the institution is the one under which curators took in the node, at an address that was checked.</summary>
    public required bool IsVouched { get; init; }

    public required string Organizer { get; init; }

    /// <summary>The name of its node at the hub.</summary>
    public required string Node { get; init; }

    /// <summary>Those of its organizers and of curators.</summary>
    public required List<string> Tags { get; init; }

    public required List<string> TaskTypes { get; init; }
    public required List<string> Modalities { get; init; }
    public required List<string> SubmissionKinds { get; init; }
    public required string? Language { get; init; }
    public required string? Prize { get; init; }
    public required bool IsConfidential { get; init; }
    public required int? Participants { get; init; }
    public required int? Submissions { get; init; }
    public required bool IsFeatured { get; init; }
    public required bool IsOfficial { get; init; }

    /// <summary>Its page at the node.</summary>
    public required string Address { get; init; }

    /// <summary>SHA-256 of the logo the hub keeps; null if there is none.</summary>
    public required string? Logo { get; init; }

    /// <summary>By the hub's clock, when it was read.</summary>
    public ListingStatus Status { get; init; }

    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset? EndsAt { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required IReadOnlyList<RowPhase> Phases { get; init; }

    /// <summary>When it became public: what the node says, but never ahead of the hub's clock.</summary>
    public DateTimeOffset NewSince => PublishedAt < FirstSeenAt ? PublishedAt : FirstSeenAt;

    /// <summary>When the phase that takes submissions ends; null if none does, or it has no end.</summary>
    public DateTimeOffset? NextEnd(DateTimeOffset now) => OpenAt(now)?.EndsAt;

    /// <summary>The phase that takes submissions.</summary>
    public RowPhase? OpenAt(DateTimeOffset now) => Phases.FirstOrDefault(p => p.StartsAt <= now && (p.EndsAt is not { } end || now < end));
}

/// <summary>A phase in a list.</summary>
internal sealed record RowPhase(int Number, string Key, string Name, DateTimeOffset StartsAt, DateTimeOffset? EndsAt);
