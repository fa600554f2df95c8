using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Leaderboards;

/// <summary>How entries are compared: columns, which of them ranks, and which submissions become entries.</summary>
internal sealed class Leaderboard
{
    public const int TitleMaxLength = 64;
    public const int KeyMaxLength = 36;

    public required Guid Id { get; init; }
    public Guid CompetitionId { get; init; }

    [MaxLength(TitleMaxLength)]
    public required string Title { get; set; }

    [MaxLength(KeyMaxLength)]
    public required string Key { get; init; }

    public SubmissionRule SubmissionRule { get; set; }
    public bool IsHidden { get; set; }

    /// <summary>The <see cref="LeaderboardColumn.Number"/> of the column that ranks.</summary>
    public required int PrimaryColumn { get; set; }

    public List<LeaderboardColumn> Columns { get; } = [];

    /// <summary>The column that ranks; the first where the bundle named none there is.</summary>
    public LeaderboardColumn Primary => Columns.Find(c => c.Number == PrimaryColumn) ?? Columns.MinBy(c => c.Number)!;
}

/// <summary>Which submissions become entries. Names as in the bundle format, version 2.</summary>
internal enum SubmissionRule
{
    /// <summary>The participant chooses one of their scored submissions, and may choose another one later (<c>Add</c>).</summary>
    Add,

    /// <summary>The same, and they may take it off (<c>Add_And_Delete</c>).</summary>
    AddAndDelete,

    /// <summary>The participant chooses as many as they like, and may take them off (<c>Add_And_Delete_Multiple</c>).</summary>
    AddAndDeleteMultiple,

    /// <summary>The participant's last scored submission (<c>Force_Last</c>).</summary>
    ForceLast,

    /// <summary>Every scored submission has a row (<c>Force_Latest_Multiple</c>).</summary>
    ForceLatestMultiple,

    /// <summary>The participant's best by the primary column (<c>Force_Best</c>).</summary>
    ForceBest,
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
}

internal enum SortDirection
{
    /// <summary>Larger is better (<c>desc</c>).</summary>
    Descending,

    /// <summary>Smaller is better (<c>asc</c>).</summary>
    Ascending,
}

internal sealed class LeaderboardMapping : IEntityTypeConfiguration<Leaderboard>
{
    public void Configure(EntityTypeBuilder<Leaderboard> builder)
    {
        builder.Ignore(l => l.Primary);
        builder.HasIndex(l => new { l.CompetitionId, l.Key }).IsUnique();
        builder.HasMany(l => l.Columns).WithOne().HasForeignKey(c => c.LeaderboardId);
    }
}

internal sealed class LeaderboardColumnMapping : IEntityTypeConfiguration<LeaderboardColumn>
{
    public void Configure(EntityTypeBuilder<LeaderboardColumn> builder) => builder.HasIndex(c => new { c.LeaderboardId, c.Key }).IsUnique();
}
