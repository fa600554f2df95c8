using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Runs;

/// <summary>One execution of one submission on one task. Its states only move forward; a late message can't bring a final one back.</summary>
internal sealed class Run
{
    /// <summary>How often a run is leased before it is given up.</summary>
    public const int MaxLeases = 3;

    public required Guid Id { get; init; }
    public required Guid SubmissionId { get; init; }
    public Submission? Submission { get; init; }
    public required Guid TaskId { get; init; }
    public CompetitionTask? Task { get; init; }

    /// <summary>Counts the runs of the submission, from 1; a later run of the same task is a re-run.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public RunStatus Status { get; private set; } = RunStatus.Queued;

    /// <summary>Where it is while <see cref="RunStatus.Running"/>.</summary>
    public RunStep? Step { get; private set; }

    /// <summary>From when it may be leased, and its place in the queue: when it last entered, perhaps with a pause.</summary>
    public required DateTimeOffset QueuedAt { get; set; }

    /// <summary>Number of leases so far; the newest lease's fencing token.</summary>
    public int FencingToken { get; private set; }

    public DateTimeOffset? LeaseExpiresAt { get; private set; }

    /// <summary>The lease whose report was taken: the same report again is no news, one of another lease is refused.</summary>
    public int? ReportedToken { get; private set; }

    /// <summary>The worker of the newest lease.</summary>
    [MaxLength(LeaseRequest.WorkerMaxLength)]
    public string? Worker { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? PredictingAt { get; private set; }
    public DateTimeOffset? ScoringAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whether the scoring program was begun at, by whatever lease: from then on a participant may learn what a score would be.</summary>
    public bool ReachedScoring { get; private set; }

    public bool IsCancelRequested { get; private set; }
    public RunFailureCode? FailureCode { get; private set; }

    [MaxLength(RunFailure.DetailMaxLength)]
    public string? FailureDetail { get; private set; }

    /// <summary>The image the organizer named when the newest lease began.</summary>
    [MaxLength(Competition.ImageMaxLength)]
    public string? RequestedImage { get; private set; }

    /// <summary>The image that ran, after the worker's map of names.</summary>
    [MaxLength(300)]
    public string? ImageName { get; private set; }

    [MaxLength(100)]
    public string? ImageDigest { get; private set; }

    public List<RunContainer> Containers { get; } = [];
    public List<RunScore> Scores { get; } = [];
    public List<RunOutput> Outputs { get; } = [];

    public bool IsOver => Status is RunStatus.Scored or RunStatus.Failed or RunStatus.Cancelled;

    /// <summary>A run that waits for a worker from now on.</summary>
    public static Run Queue(Guid submissionId, Guid taskId, int number, DateTimeOffset now) => New(submissionId, taskId, number, RunStatus.Queued, now);

    /// <summary>A run that waits until an organizer starts it.</summary>
    public static Run Hold(Guid submissionId, Guid taskId, int number, DateTimeOffset now) => New(submissionId, taskId, number, RunStatus.Held, now);

    /// <summary>Lets a run that was held wait for a worker.</summary>
    public void Release(DateTimeOffset now)
    {
        Require(RunStatus.Held);
        (Status, QueuedAt) = (RunStatus.Queued, now);
    }

    /// <summary>Whether a call with this token speaks for the run.</summary>
    public bool IsLeasedBy(int fencingToken) => Status == RunStatus.Running && FencingToken == fencingToken;

    /// <summary>Gives the run to a worker.</summary>
    public void Lease(string worker, string image, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        Require(RunStatus.Queued);
        (Status, Step, Worker, StartedAt, LeaseExpiresAt) = (RunStatus.Running, RunStep.Preparing, worker, now, expiresAt);
        (PredictingAt, ScoringAt) = (null, null);
        (RequestedImage, ImageName, ImageDigest) = (image, null, null);
        FencingToken++;
    }

    /// <summary>Keeps the lease, and moves to a later step if the worker is there.</summary>
    public void Renew(RunStep step, RunImage? image, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        Require(RunStatus.Running);
        LeaseExpiresAt = expiresAt;
        NoteImage(image);
        if (step > Step)
        {
            Step = step;
            PredictingAt = step == RunStep.Predicting ? now : PredictingAt;
            ScoringAt = step == RunStep.Scoring ? now : ScoringAt;
            ReachedScoring |= step == RunStep.Scoring;
        }
    }

    /// <summary>Notes that the scoring program ran, whatever the worker said of its steps.</summary>
    public void NoteScoring() => ReachedScoring = true;

    /// <summary>Notes the steps that were over before the worker next said where it is.</summary>
    public void NoteContainers(IReadOnlyList<ContainerResult> containers, DateTimeOffset now)
    {
        // A worker's clock may be fast: nothing began before the lease.
        DateTimeOffset Began(IEnumerable<ContainerResult> step, DateTimeOffset end) =>
            end - TimeSpan.FromSeconds(Math.Clamp(step.Max(c => c.Seconds), 0, Math.Max(0, (end - StartedAt!.Value).TotalSeconds)));

        var scoring = containers.Where(c => c.Stream == LogStream.Scoring).ToList();
        if (scoring.Count > 0)
        {
            NoteScoring();
            ScoringAt ??= Began(scoring, now);
        }

        var predicting = containers.Where(c => c.Stream is LogStream.Ingestion or LogStream.Submission).ToList();
        if (predicting.Count > 0)
        {
            PredictingAt ??= Began(predicting, ScoringAt ?? now);
        }
    }

    /// <summary>Notes that the newest lease has reported.</summary>
    public void NoteReport() => ReportedToken = FencingToken;

    /// <summary>Takes the run back from a worker that went silent or gave up; false when it has been leased often enough.</summary>
    public bool TryRequeue(DateTimeOffset from)
    {
        Require(RunStatus.Running);
        if (FencingToken >= MaxLeases)
        {
            return false;
        }

        (Status, Step, LeaseExpiresAt, QueuedAt) = (RunStatus.Queued, null, null, from);
        return true;
    }

    public void Score(RunImage? image, DateTimeOffset now)
    {
        Require(RunStatus.Running);
        NoteImage(image);
        NoteScoring();
        End(RunStatus.Scored, now);
    }

    public void Fail(RunFailure failure, RunImage? image, DateTimeOffset now)
    {
        Require(RunStatus.Running);
        NoteImage(image);
        (FailureCode, FailureDetail) = (failure.Code, failure.Detail);
        ReachedScoring |= failure.Code is RunFailureCode.ScoringFailed or RunFailureCode.ScoresMissing or RunFailureCode.ScoresMalformed;
        End(failure.Code == RunFailureCode.Cancelled ? RunStatus.Cancelled : RunStatus.Failed, now);
    }

    /// <summary>Cancels at once what waits; asks the worker of what runs.</summary>
    public void Cancel(DateTimeOffset now)
    {
        IsCancelRequested = !IsOver || IsCancelRequested;
        if (Status is RunStatus.Queued or RunStatus.Held)
        {
            End(RunStatus.Cancelled, now);
        }
    }

    private static Run New(Guid submissionId, Guid taskId, int number, RunStatus status, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        SubmissionId = submissionId,
        TaskId = taskId,
        Number = number,
        Status = status,
        CreatedAt = now,
        QueuedAt = now,
    };

    private void NoteImage(RunImage? image) => (ImageName, ImageDigest) = (image?.Name ?? ImageName, image?.Digest ?? ImageDigest);

    private void End(RunStatus status, DateTimeOffset now) => (Status, Step, LeaseExpiresAt, EndedAt) = (status, null, null, now);

    private void Require(RunStatus status)
    {
        if (Status != status)
        {
            throw new InvalidOperationException($"Run {Id} is {Status}, not {status}.");
        }
    }
}

internal enum RunStatus
{
    /// <summary>The competition's organizers start runs themselves, and have not started this one.</summary>
    Held,

    Queued,
    Running,
    Scored,
    Failed,
    Cancelled,
}

internal sealed class RunMapping : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        // The lease's guard: two workers, or a worker and the clock, can't both move the same run.
        builder.Property(r => r.FencingToken).IsConcurrencyToken();
        builder.Property(r => r.Status).IsConcurrencyToken();
        builder.HasIndex(r => new { r.SubmissionId, r.Number }).IsUnique();
        builder.HasIndex(r => new { r.Status, r.QueuedAt });
        builder.HasIndex(r => new { r.Status, r.LeaseExpiresAt });
        builder.HasOne(r => r.Task).WithMany().HasForeignKey(r => r.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Containers).WithOne().HasForeignKey(c => c.RunId);
        builder.HasMany(r => r.Scores).WithOne().HasForeignKey(s => s.RunId);
        builder.HasMany(r => r.Outputs).WithOne().HasForeignKey(o => o.RunId);
    }
}
