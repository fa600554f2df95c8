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

    /// <summary>Whether curators hid it, or another stands for it.</summary>
    public required bool IsUnlisted { get; init; }

    public required bool IsFeatured { get; init; }
    public required DateTimeOffset? FeaturedUntil { get; init; }
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

    /// <summary>Those of some nodes that changed since an instant, as nodes tell them and curators have them.</summary>
    public static Task<List<IndexedListing>> ReadAsync(HubDb db, IReadOnlyList<Guid> members, DateTimeOffset since, CancellationToken ct) =>
        ReadAsync(db, db.Listings.Where(l => members.Contains(l.MemberId) && l.ChangedAt >= since), ct);

    /// <summary>These.</summary>
    public static Task<List<IndexedListing>> ReadAsync(HubDb db, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        ReadAsync(db, db.Listings.Where(l => ids.Contains(l.Id)), ct);

    private static Task<List<IndexedListing>> ReadAsync(HubDb db, IQueryable<Listing> listings, CancellationToken ct) => (
        from l in listings.AsNoTracking()
        join t in db.ListingTexts on l.Id equals t.ListingId
        join made in db.ListingCurations on l.Id equals made.ListingId into curations
        from c in curations.DefaultIfEmpty()
        select new IndexedListing
        {
            Id = l.Id,
            MemberId = l.MemberId,
            Number = t.Number,
            IsWithdrawn = l.WithdrawnAt != null,
            IsUnlisted = c.HiddenReason != null || c.MergedIntoId != null,
            IsFeatured = c != null && c.IsFeatured,
            FeaturedUntil = c.FeaturedUntil,
            PublishedAt = l.PublishedAt,
            FirstSeenAt = l.FirstSeenAt,
            Institution = c.Institution ?? l.Institution,
            SubmissionKinds = l.SubmissionKinds,
            TaskTypes = c.TaskTypes ?? l.TaskTypes,
            Modalities = c.Modalities ?? l.Modalities,
            Language = c.Language ?? l.Language,
            HasPrize = c.HasPrize ?? l.Prize != null,
            IsConfidential = l.IsConfidential,
            Participants = l.Participants,
            Submissions = l.Submissions,
            Phases = l.Phases.OrderBy(p => p.Number).Select(p => new PhaseSpan(p.StartsAt, p.EndsAt)).ToList(),
        }).AsSplitQuery().ToListAsync(ct);
}
