using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Feed;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Listings;

/// <summary>A line of how standings developed: from when on which score was the best, as the node signed it.</summary>
internal sealed class BestScore
{
    /// <summary>The most lines of standings; the oldest go first.</summary>
    public const int MaxKept = 300;

    public required Guid StandingsId { get; init; }

    /// <summary>Its place, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When the submission was sent; when the hub heard of it, if the best before was taken back. Never before the line before.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The entry's id at the node; null if nobody has a score any more.</summary>
    [MaxLength(StandingsRow.KeyMaxLength)]
    public string? EntryKey { get; init; }

    public double? Score { get; init; }

    /// <summary>The node's token about the entry as it was (<see cref="FeedTokens.Fact"/>).</summary>
    [MaxLength(FeedTokens.MaxLength)]
    public string? Signature { get; init; }
}

internal sealed class BestScoreMapping : IEntityTypeConfiguration<BestScore>
{
    public void Configure(EntityTypeBuilder<BestScore> builder)
    {
        builder.ToTable("BestScores");
        builder.HasKey(b => new { b.StandingsId, b.Number });
        builder.HasOne<Standings>().WithMany().HasForeignKey(b => b.StandingsId).OnDelete(DeleteBehavior.Cascade);
    }
}
