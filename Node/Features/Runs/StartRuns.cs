using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Runs;

/// <summary>Starts what waits for an organizer: in competitions whose submissions are not run as soon as they arrive.</summary>
internal sealed partial class StartRuns(NodeDb db, SubmissionTurn turn, Outbox outbox, TimeProvider clock, ILogger<StartRuns> logger)
{
    /// <summary>Starts a submission's runs that are held; returns how many, 0: none is.</summary>
    public async Task<int> ExecuteAsync(Guid submissionId, CancellationToken ct)
    {
        await using var held = await turn.TakeAsync(submissionId, ct);
        var runs = held?.Submission.Runs.Where(r => r.Status == RunStatus.Held).ToList() ?? [];
        if (held is null || runs.Count == 0)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        foreach (var run in runs)
        {
            run.Release(now);
            outbox.Add(new RunOffered(run.Id));
        }

        held.Follow(now);
        outbox.Add(new RunChanged(submissionId));
        await db.SaveChangesAsync(ct);
        await held.CommitAsync();
        LogStarted(submissionId, runs.Count);
        return runs.Count;
    }

    /// <summary>Starts all submissions of a competition that wait, the oldest first; returns how many submissions.</summary>
    public async Task<int> AllAsync(Guid competitionId, CancellationToken ct)
    {
        var waiting = await db.Submissions.Where(s => s.CompetitionId == competitionId && s.Status == SubmissionStatus.Received)
            .OrderBy(s => s.Number).Select(s => s.Id).ToListAsync(ct);
        var started = 0;
        foreach (var id in waiting)
        {
            started += await ExecuteAsync(id, ct) > 0 ? 1 : 0;
        }

        return started;
    }

    [LoggerMessage(LogLevel.Information, "{Count} runs of submission {Submission} were started by an organizer")]
    private partial void LogStarted(Guid submission, int count);
}
