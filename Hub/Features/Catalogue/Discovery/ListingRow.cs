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

    public required ListingStatus Status { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset? EndsAt { get; init; }
    public required string? Prize { get; init; }
    public required int? Participants { get; init; }
    public required List<string> SubmissionKinds { get; init; }
    public required bool IsConfidential { get; init; }
    public required bool IsFeatured { get; init; }
    public required bool IsOfficial { get; init; }
    public required IReadOnlyList<RowPhase> Phases { get; init; }

    /// <summary>The phase that takes submissions.</summary>
    public RowPhase? OpenAt(DateTimeOffset now) => Phases.FirstOrDefault(p => p.StartsAt <= now && (p.EndsAt is not { } end || now < end));
}

/// <summary>A phase in a list.</summary>
internal sealed record RowPhase(int Number, string Name, DateTimeOffset StartsAt, DateTimeOffset? EndsAt);
