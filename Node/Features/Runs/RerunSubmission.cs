using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Runs;

/// <summary>
/// Runs a submission again on every task of its phase where nothing is under way: new runs, the old ones stay as they are. It costs the
/// participant nothing of their limits, and an earlier score stays until there is a new one.
/// </summary>
internal sealed partial class RerunSubmission(NodeDb db, SubmissionTurn turn, Outbox outbox, TimeProvider clock, ILogger<RerunSubmission> logger)
{
    /// <summary>Returns how many runs were added; 0: all tasks are under way already.</summary>
    public async Task<int> ExecuteAsync(Guid submissionId, CancellationToken ct)
    {
        await using var held = await turn.TakeAsync(submissionId, ct);
        if (held is null)
        {
            return 0;
        }

        var submission = held.Submission;
        var underWay = submission.Runs.Where(r => !r.IsOver).Select(r => r.TaskId).ToHashSet();
        var tasks = await db.PhaseTasks.Where(t => t.PhaseId == submission.PhaseId).OrderBy(t => t.Number).Select(t => t.TaskId).ToListAsync(ct);
        tasks.RemoveAll(underWay.Contains);
        if (tasks.Count == 0)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var number = submission.Runs.Max(r => r.Number);
        foreach (var task in tasks)
        {
            var run = Run.Queue(submissionId, task, ++number, now);
            db.Runs.Add(run);
            outbox.Add(new RunOffered(run.Id));
        }

        held.Follow(now);
        outbox.Add(new RunChanged(submissionId));
        await db.SaveChangesAsync(ct);
        await held.CommitAsync();
        LogRerun(submissionId, tasks.Count);
        return tasks.Count;
    }

    [LoggerMessage(LogLevel.Information, "Submission {Submission} is run again on {Count} tasks")]
    private partial void LogRerun(Guid submission, int count);
}
