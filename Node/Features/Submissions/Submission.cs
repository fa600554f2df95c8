using Agon.Node.Features.Competitions;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Files;
using Agon.Node.Features.Runs;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Submissions;

/// <summary>What a participant sent to a phase.</summary>
internal sealed class Submission
{
    public const string NumberIndex = "ix_submissions_competition_id_number";

    public required Guid Id { get; init; }
    public required Guid CompetitionId { get; init; }
    public required Guid PhaseId { get; init; }
    public Phase? Phase { get; init; }
    public required Guid AccountId { get; init; }
    public Account? Account { get; init; }

    /// <summary>Counts the submissions of the competition, from 1.</summary>
    public required int Number { get; init; }

    public required Guid FileId { get; init; }
    public StoredFile? File { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether all of the zip lies in one folder, so that nothing is where programs look for it.</summary>
    public required bool HasWrappingFolder { get; init; }

    /// <summary>Whether the zip has a <c>metadata</c> file at its root, which names the command of a code submission.</summary>
    public required bool HasMetadata { get; init; }

    /// <summary>What its runs amount to; kept by <see cref="Follow"/>.</summary>
    public SubmissionStatus Status { get; private set; } = SubmissionStatus.Queued;

    /// <summary>Whether it counts towards the limits of its phase, see <see cref="SubmissionProgress.Counts"/>.</summary>
    public bool IsCounted { get; private set; } = true;

    public DateTimeOffset? EndedAt { get; private set; }
    public List<Run> Runs { get; } = [];

    /// <summary>What its sender says of it.</summary>
    public List<FactSheetAnswer> Facts { get; } = [];

    /// <summary>The value that ranks, mean over the tasks; null while there is none.</summary>
    public double? Primary { get; set; }

    public bool IsOver => Status is SubmissionStatus.Scored or SubmissionStatus.Failed or SubmissionStatus.Cancelled;

    /// <summary>Takes over what its runs amount to, see <see cref="SubmissionProgress"/>.</summary>
    public void Follow(SubmissionStatus status, bool isCounted, DateTimeOffset now)
    {
        IsCounted = isCounted;
        if (Status != status)
        {
            Status = status;
            EndedAt = IsOver ? now : null;
        }
    }
}

internal enum SubmissionStatus
{
    /// <summary>It waits until an organizer starts its runs.</summary>
    Received,

    Queued,
    Running,
    Scored,
    Failed,
    Cancelled,
}

internal sealed class SubmissionMapping : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.HasIndex(s => new { s.CompetitionId, s.Number }).IsUnique().HasDatabaseName(Submission.NumberIndex);
        builder.HasIndex(s => new { s.PhaseId, s.AccountId, s.CreatedAt });
        builder.HasIndex(s => new { s.PhaseId, s.Status, s.CreatedAt });
        builder.HasOne<Competition>().WithMany().HasForeignKey(s => s.CompetitionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(s => s.Phase).WithMany().HasForeignKey(s => s.PhaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(s => s.Account).WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(s => s.File).WithMany().HasForeignKey(s => s.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Runs).WithOne(r => r.Submission).HasForeignKey(r => r.SubmissionId);
    }
}
