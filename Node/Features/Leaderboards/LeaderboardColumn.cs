using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Leaderboards;

/// <summary>One metric of a leaderboard.</summary>
internal sealed class LeaderboardColumn
{
    public const int TitleMaxLength = 36;
    public const int KeyMaxLength = 36;

    public required Guid Id { get; init; }
    public Guid LeaderboardId { get; init; }

    /// <summary>Its place, from 1.</summary>
    public required int Number { get; init; }

    [MaxLength(TitleMaxLength)]
    public required string Title { get; set; }

    /// <summary>The key under which the scoring program writes it.</summary>
    [MaxLength(KeyMaxLength)]
    public required string Key { get; init; }

    public required SortDirection Sorting { get; set; }

    /// <summary>Decimals shown.</summary>
    public int Precision { get; set; } = 2;

    public bool IsHidden { get; set; }

    /// <summary>How it comes from other columns; null: the scoring program writes it.</summary>
    public ComputationKind? Computation { get; init; }

    /// <summary>The keys of the columns it is computed from.</summary>
    public List<string> ComputedFrom { get; init; } = [];

    /// <summary>How much each of them counts in a <see cref="ComputationKind.RankAverage"/>; none: all alike.</summary>
    public List<double> Weights { get; init; } = [];

    /// <summary>The key of the group it belongs to.</summary>
    [MaxLength(KeyMaxLength)]
    public string? Group { get; init; }
}

internal enum SortDirection
{
    /// <summary>Larger is better (<c>desc</c>).</summary>
    Descending,

    /// <summary>Smaller is better (<c>asc</c>).</summary>
    Ascending,
}

/// <summary>How a column comes from others: from what an entry scored there or, for the last two, from where it stands there among all entries.</summary>
internal enum ComputationKind
{
    Average,
    Sum,
    Minimum,
    Maximum,

    /// <summary>The mean of the ranks; with weights, their weighted sum.</summary>
    RankAverage,

    /// <summary>The mean of one divided by the rank.</summary>
    MeanReciprocalRank,
}

internal sealed class LeaderboardColumnMapping : IEntityTypeConfiguration<LeaderboardColumn>
{
    public void Configure(EntityTypeBuilder<LeaderboardColumn> builder) => builder.HasIndex(c => new { c.LeaderboardId, c.Key }).IsUnique();
}
