using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>That a listing's logo has to be fetched: written with the card that tells of it, gone once the hub keeps the picture or the card tells another.</summary>
internal sealed class LogoFetch
{
    public const string Key = "pk_logo_fetches";

    // After each failed try; then it is given up until the card changes.
    private static readonly TimeSpan[] Ladder =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6),
        TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(2),
    ];

    public required Guid ListingId { get; init; }

    /// <summary>The listing's node: it is asked for one thing at a time.</summary>
    public required Guid MemberId { get; init; }

    [MaxLength(CompetitionCard.AddressMaxLength)]
    public required string Address { get; init; }

    [MaxLength(64)]
    public required string Sha256 { get; init; }

    /// <summary>When it is tried next; null if it is given up.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public int Tries { get; init; }

    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>Why it failed last; null if it was not tried yet.</summary>
    public VisitProblem? Problem { get; init; }

    /// <summary>What was answered then, if anything was.</summary>
    public int? Status { get; init; }

    public static LogoFetch Of(Listing listing, DateTimeOffset now) => new()
    {
        ListingId = listing.Id,
        MemberId = listing.MemberId,
        Address = listing.LogoAddress!,
        Sha256 = listing.LogoSha256!,
        DueAt = now,
    };

    /// <summary>When it is tried again after one more failure; null if that was the last.</summary>
    /// <param name="now">When it failed.</param>
    /// <param name="jitter">From 0 to 1, so that not all come at once.</param>
    public DateTimeOffset? Next(DateTimeOffset now, double jitter) => Tries < Ladder.Length ? now + (Ladder[Tries] * (0.8 + (0.4 * jitter))) : null;
}

internal sealed class LogoFetchMapping : IEntityTypeConfiguration<LogoFetch>
{
    public void Configure(EntityTypeBuilder<LogoFetch> builder)
    {
        builder.ToTable("LogoFetches");
        builder.HasKey(f => f.ListingId).HasName(LogoFetch.Key);
        builder.HasIndex(f => new { f.MemberId, f.DueAt });
        builder.HasOne<Listing>().WithOne().HasForeignKey<LogoFetch>(f => f.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}
