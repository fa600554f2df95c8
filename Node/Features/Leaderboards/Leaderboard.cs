using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
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

    /// <summary>Its place in the competition, from 1; the first is the main one.</summary>
    public int Number { get; init; } = 1;

    [MaxLength(TitleMaxLength)]
    public required string Title { get; set; }

    [MaxLength(KeyMaxLength)]
    public required string Key { get; init; }

    public SubmissionRule SubmissionRule { get; set; }
    public bool IsHidden { get; set; }

    /// <summary>The <see cref="LeaderboardColumn.Number"/> of the column that ranks.</summary>
    public required int PrimaryColumn { get; set; }

    public List<LeaderboardColumn> Columns { get; } = [];
    public List<LeaderboardColumnGroup> ColumnGroups { get; } = [];

    /// <summary>The column that ranks; the first where the bundle named none there is.</summary>
    public LeaderboardColumn Primary => Columns.Find(c => c.Number == PrimaryColumn) ?? Columns.MinBy(c => c.Number)!;

    /// <summary>The column that says which submission of somebody is the best: a rank can't, it depends on what stands there.</summary>
    public LeaderboardColumn Decisive => Computations.WithoutRanks(this, Primary);

    public bool IsMain => Number == 1;

    /// <summary>Whether somebody may learn that it exists: of one that is hidden beside others, organizers alone.</summary>
    public bool IsKnownTo(bool organizer) => organizer || IsMain || !IsHidden;

    /// <summary>Names what stands on this leaderboard in a phase, to the hub and to those who wait for news. The main one's is the phase's own id.</summary>
    public Guid StandingsOf(Guid phaseId) => StandingsOf(phaseId, Id, Number);

    public static Guid StandingsOf(Guid phaseId, Guid leaderboardId, int number) =>
        number == 1 ? phaseId : new Guid(SHA256.HashData([.. phaseId.ToByteArray(), .. leaderboardId.ToByteArray()]).AsSpan(0, 16));
}

/// <summary>A heading over several columns.</summary>
internal sealed class LeaderboardColumnGroup
{
    public Guid LeaderboardId { get; init; }

    /// <summary>Its place, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>By this the columns name it.</summary>
    [MaxLength(LeaderboardColumn.KeyMaxLength)]
    public required string Key { get; init; }

    [MaxLength(LeaderboardColumn.TitleMaxLength)]
    public required string Title { get; set; }
}

internal sealed class LeaderboardMapping : IEntityTypeConfiguration<Leaderboard>
{
    public void Configure(EntityTypeBuilder<Leaderboard> builder)
    {
        builder.Ignore(l => l.Primary).Ignore(l => l.Decisive).Ignore(l => l.IsMain);
        builder.HasIndex(l => new { l.CompetitionId, l.Key }).IsUnique();
        builder.HasIndex(l => new { l.CompetitionId, l.Number }).IsUnique();
        builder.HasMany(l => l.Columns).WithOne().HasForeignKey(c => c.LeaderboardId);
        builder.HasMany(l => l.ColumnGroups).WithOne().HasForeignKey(g => g.LeaderboardId);
    }
}

internal sealed class LeaderboardColumnGroupMapping : IEntityTypeConfiguration<LeaderboardColumnGroup>
{
    public void Configure(EntityTypeBuilder<LeaderboardColumnGroup> builder)
    {
        builder.ToTable("LeaderboardColumnGroups");
        builder.HasKey(g => new { g.LeaderboardId, g.Number });
        builder.HasIndex(g => new { g.LeaderboardId, g.Key }).IsUnique();
    }
}
