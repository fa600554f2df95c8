using Agon.Node.Data;
using Agon.Node.Features.Messaging;

namespace Agon.Node.Features.Runs;

/// <summary>Cancels the runs of a submission that are not over, or one of them: at once what waits, through its worker what runs.</summary>
internal sealed partial class CancelRuns(NodeDb db, SubmissionTurn turn, Outbox outbox, TimeProvider clock, ILogger<CancelRuns> logger)
{
    /// <summary>Returns how many runs were cancelled or asked to stop; 0: all were over.</summary>
    public async Task<int> ExecuteAsync(Guid submissionId, Guid? onlyRun, CancellationToken ct)
    {
        await using var held = await turn.TakeAsync(submissionId, ct);
        var runs = held?.Submission.Runs.Where(r => !r.IsOver && (onlyRun is null || r.Id == onlyRun)).ToList() ?? [];
        if (held is null || runs.Count == 0)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        runs.ForEach(r => r.Cancel(now));
        held.Follow(now);
        outbox.Add(new RunChanged(submissionId));
        await db.SaveChangesAsync(ct);
        await held.CommitAsync();
        LogCancelled(submissionId, runs.Count);
        return runs.Count;
    }

    [LoggerMessage(LogLevel.Information, "{Count} runs of submission {Submission} were cancelled")]
    private partial void LogCancelled(Guid submission, int count);
}
