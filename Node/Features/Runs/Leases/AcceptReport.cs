using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>
/// Takes a worker's report: the run's outcome, what the submission amounts to and its place on the leaderboard, in one transaction.
/// The first report of the newest lease counts, whatever is sent or dies afterwards.
/// </summary>
internal sealed partial class AcceptReport(
    NodeDb db, SubmissionTurn turn, AppendLog append, PlaceEntry placeEntry, Outbox outbox, TimeProvider clock, ILogger<AcceptReport> logger)
{
    // A worker whose engine is broken would take all attempts in a second.
    private static readonly TimeSpan PausePerLease = TimeSpan.FromSeconds(5);

    public async Task<LeaseOutcome> ExecuteAsync(Guid runId, RunReport report, CancellationToken ct)
    {
        await using var held = await turn.TakeOfRunAsync(runId, ct);
        if (held?.Run(runId) is not { } run)
        {
            return new LeaseOutcome.Lost();
        }

        if (run.ReportedToken == report.FencingToken)
        {
            return new LeaseOutcome.Accepted();
        }

        if (!run.IsLeasedBy(report.FencingToken))
        {
            return new LeaseOutcome.Lost();
        }

        var now = clock.GetUtcNow();
        run.NoteReport();
        run.NoteContainers(report.Containers, now);
        await append.ExecuteAsync(run, report.Logs, ct);
        await EndAsync(run, report, now, ct);
        held.Follow(now);
        outbox.Add(new RunChanged(run.SubmissionId));
        if (run.Status == RunStatus.Scored && held.Submission.Status == SubmissionStatus.Scored)
        {
            await placeEntry.ExecuteAsync(held.Submission, ct);
        }

        await db.SaveChangesAsync(ct);
        await held.CommitAsync();
        LogReported(run.Id, run.Worker!, run.Status, run.FailureCode);
        return new LeaseOutcome.Accepted();
    }

    private async Task EndAsync(Run run, RunReport report, DateTimeOffset now, CancellationToken ct)
    {
        var failure = report.Failure ?? RunMessages.FailureOf(report.Scores);
        if (failure is { Code: RunFailureCode.WorkerFailed })
        {
            if (run.IsCancelRequested)
            {
                failure = RunMessages.Cancelled;
            }
            else if (run.TryRequeue(now + PausePerLease * run.FencingToken))
            {
                outbox.Add(new RunOffered(run.Id));
                return;
            }
            else
            {
                failure = RunMessages.WorkersFailed(failure);
            }
        }

        await KeepResultsAsync(run, report, failure is null, ct);
        if (failure is null)
        {
            run.Score(report.Image, now);
        }
        else
        {
            run.Fail(RunMessages.Storable(failure), report.Image, now);
        }
    }

    private async Task KeepResultsAsync(Run run, RunReport report, bool isScored, CancellationToken ct)
    {
        // What an earlier lease of this run left is not this result.
        var stale = db.RunOutputs.Where(o => o.RunId == run.Id && o.FencingToken != report.FencingToken);
        var files = await stale.Select(o => o.FileId).ToListAsync(ct);
        await stale.ExecuteDeleteAsync(ct);
        await db.StoredFiles.Where(f => files.Contains(f.Id)).ExecuteDeleteAsync(ct);
        db.RunContainers.AddRange(report.Containers.Select((c, i) => new RunContainer
        {
            RunId = run.Id,
            Number = i + 1,
            Stream = c.Stream,
            ExitCode = c.ExitCode,
            Seconds = c.Seconds,
            OutOfMemory = c.OutOfMemory,
            TimedOut = c.TimedOut,
        }));
        if (isScored)
        {
            // A key longer than any column's can be belongs to none.
            db.RunScores.AddRange(report.Scores.Where(s => s.Key.Length <= RunScore.KeyMaxLength && !s.Key.Contains('\0', StringComparison.Ordinal))
                .Select(s => new RunScore { RunId = run.Id, Key = s.Key, Value = s.Value }));
        }
    }

    [LoggerMessage(LogLevel.Information, "Run {Run} on {Worker} ended: {Status} {Failure}")]
    private partial void LogReported(Guid run, string worker, RunStatus status, RunFailureCode? failure);
}
