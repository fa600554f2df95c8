using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>A listing as the index reads it.</summary>
internal sealed record IndexedListing
{
    public required Guid Id { get; init; }
    public required Guid MemberId { get; init; }
    public required long Number { get; init; }
    public required bool IsWithdrawn { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public required string? Institution { get; init; }
    public required List<string> SubmissionKinds { get; init; }
    public required List<string> TaskTypes { get; init; }
    public required List<string> Modalities { get; init; }
    public required string? Language { get; init; }
    public required bool HasPrize { get; init; }
    public required bool IsConfidential { get; init; }
    public required int? Participants { get; init; }
    public required int? Submissions { get; init; }
    public required IReadOnlyList<PhaseSpan> Phases { get; init; }

    /// <summary>Those of some nodes that changed since an instant.</summary>
    public static Task<List<IndexedListing>> ReadAsync(HubDb db, IReadOnlyList<Guid> members, DateTimeOffset since, CancellationToken ct) => db.Listings.AsNoTracking()
        .Where(l => members.Contains(l.MemberId) && l.ChangedAt >= since)
        .Join(db.ListingTexts, l => l.Id, t => t.ListingId, (l, t) => new IndexedListing
        {
            Id = l.Id,
            MemberId = l.MemberId,
            Number = t.Number,
            IsWithdrawn = l.WithdrawnAt != null,
            PublishedAt = l.PublishedAt,
            FirstSeenAt = l.FirstSeenAt,
            Institution = l.Institution,
            SubmissionKinds = l.SubmissionKinds,
            TaskTypes = l.TaskTypes,
            Modalities = l.Modalities,
            Language = l.Language,
            HasPrize = l.Prize != null,
            IsConfidential = l.IsConfidential,
            Participants = l.Participants,
            Submissions = l.Submissions,
            Phases = l.Phases.OrderBy(p => p.Number).Select(p => new PhaseSpan(p.StartsAt, p.EndsAt)).ToList(),
        }).AsSplitQuery().ToListAsync(ct);
}
