using Agon.Node.Features.Competitions;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Leaderboards;

/// <summary>One submission's row on a phase's leaderboard. With the rules so far a person has at most one in a phase.</summary>
internal sealed class Entry
{
    public const string OncePerPersonIndex = "ix_entries_phase_id_account_id";

    public required Guid Id { get; init; }
    public required Guid PhaseId { get; init; }
    public required Guid AccountId { get; init; }
    public Account? Account { get; init; }
    public required Guid SubmissionId { get; set; }
    public Submission? Submission { get; init; }

    /// <summary>When the submission was sent: the earlier one stands first among equals, on the same rank.</summary>
    public required DateTimeOffset SubmittedAt { get; set; }

    /// <summary>The value that ranks; null when the scoring program left it out: such an entry stands last.</summary>
    public double? Primary { get; set; }

    public List<EntryScore> Scores { get; } = [];
}

/// <summary>One cell of an entry: the mean over the phase's tasks.</summary>
internal sealed class EntryScore
{
    public Guid EntryId { get; init; }
    public required Guid ColumnId { get; init; }
    public required double Value { get; set; }
}

internal sealed class EntryMapping : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> builder)
    {
        builder.HasIndex(e => new { e.PhaseId, e.AccountId }).IsUnique().HasDatabaseName(Entry.OncePerPersonIndex);
        builder.HasIndex(e => new { e.PhaseId, e.Primary });
        builder.HasOne<Phase>().WithMany().HasForeignKey(e => e.PhaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(e => e.Account).WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(e => e.Submission).WithMany().HasForeignKey(e => e.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(e => e.Scores).WithOne().HasForeignKey(s => s.EntryId);
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
