using Agon.Node.Features.Competitions;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Leaderboards;

/// <summary>One submission's row on a leaderboard in a phase.</summary>
internal sealed class Entry
{
    public const string SlotIndex = "ix_entries_leaderboard_id_phase_id_account_id_slot";

    public required Guid Id { get; init; }
    public required Guid LeaderboardId { get; init; }
    public Leaderboard? Leaderboard { get; init; }
    public required Guid PhaseId { get; init; }
    public required Guid AccountId { get; init; }
    public Account? Account { get; init; }

    /// <summary>Tells a person's rows apart: the submission's number where the rule allows several, otherwise 0, so that there can't be two.</summary>
    public int Slot { get; init; }

    public required Guid SubmissionId { get; set; }
    public Submission? Submission { get; init; }

    /// <summary>When the submission was sent: the earlier one stands first among equals, on the same rank.</summary>
    public required DateTimeOffset SubmittedAt { get; set; }

    /// <summary>The value that ranks; null when the scoring program left it out: such an entry stands last.</summary>
    public double? Primary { get; set; }

    public List<EntryScore> Scores { get; } = [];

    /// <summary>The cells of each task, where the phase has several.</summary>
    public List<EntryTaskScore> TaskScores { get; } = [];
}

/// <summary>One cell of an entry: the mean over the phase's tasks or, in a computed column, what comes of such means.</summary>
internal sealed class EntryScore
{
    public Guid EntryId { get; init; }
    public required Guid ColumnId { get; init; }
    public required double Value { get; set; }
}

/// <summary>One cell of an entry for one of several tasks.</summary>
internal sealed class EntryTaskScore
{
    public Guid EntryId { get; init; }
    public required Guid TaskId { get; init; }
    public required Guid ColumnId { get; init; }
    public required double Value { get; set; }
}

internal sealed class EntryMapping : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> builder)
    {
        builder.HasIndex(e => new { e.LeaderboardId, e.PhaseId, e.AccountId, e.Slot }).IsUnique().HasDatabaseName(Entry.SlotIndex);
        builder.HasIndex(e => new { e.LeaderboardId, e.PhaseId, e.Primary });
        builder.HasOne(e => e.Leaderboard).WithMany().HasForeignKey(e => e.LeaderboardId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Phase>().WithMany().HasForeignKey(e => e.PhaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(e => e.Account).WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(e => e.Submission).WithMany().HasForeignKey(e => e.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(e => e.Scores).WithOne().HasForeignKey(s => s.EntryId);
        builder.HasMany(e => e.TaskScores).WithOne().HasForeignKey(s => s.EntryId);
    }
}

internal sealed class EntryScoreMapping : IEntityTypeConfiguration<EntryScore>
{
    public void Configure(EntityTypeBuilder<EntryScore> builder)
    {
        builder.HasKey(s => new { s.EntryId, s.ColumnId });
        builder.HasOne<LeaderboardColumn>().WithMany().HasForeignKey(s => s.ColumnId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class EntryTaskScoreMapping : IEntityTypeConfiguration<EntryTaskScore>
{
    public void Configure(EntityTypeBuilder<EntryTaskScore> builder)
    {
        builder.ToTable("EntryTaskScores");
        builder.HasKey(s => new { s.EntryId, s.TaskId, s.ColumnId });
        builder.HasOne<CompetitionTask>().WithMany().HasForeignKey(s => s.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<LeaderboardColumn>().WithMany().HasForeignKey(s => s.ColumnId).OnDelete(DeleteBehavior.Cascade);
    }
}
