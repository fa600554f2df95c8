using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>Takes back the runs of workers that went silent: to the queue, or, when leased often enough, to a named failure.</summary>
internal sealed partial class ExpireLeases(NodeDb db, SubmissionTurn turn, Outbox outbox, TimeProvider clock, ILogger<ExpireLeases> logger)
{
    /// <summary>Returns how many leases were ended.</summary>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var expired = await db.Runs.AsNoTracking()
            .Where(r => r.Status == RunStatus.Running && r.LeaseExpiresAt < now)
            .OrderBy(r => r.LeaseExpiresAt)
            .Select(r => new { r.Id, r.SubmissionId })
            .ToListAsync(ct);
        var ended = 0;
        foreach (var run in expired)
        {
            ended += await ExpireAsync(run.SubmissionId, run.Id, now, ct) ? 1 : 0;
        }

        return ended;
    }

    private async Task<bool> ExpireAsync(Guid submissionId, Guid runId, DateTimeOffset now, CancellationToken ct)
    {
        await using var held = await turn.TakeAsync(submissionId, ct);
        if (held?.Run(runId) is not { Status: RunStatus.Running } run || run.LeaseExpiresAt >= now)
        {
            return false;
        }

        LogExpired(run.Id, run.Worker!, run.FencingToken);
        if (run.IsCancelRequested)
        {
            run.Fail(RunMessages.Cancelled, null, now);
        }
        else if (run.TryRequeue(now))
        {
            outbox.Add(new RunOffered(run.Id));
        }
        else
        {
            run.Fail(RunMessages.WorkersLost, null, now);
        }

        held.Follow(now);
        outbox.Add(new RunChanged(submissionId));
        await db.SaveChangesAsync(ct);
        await held.CommitAsync();
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Run {Run}: worker {Worker} went silent, lease {Token} is over")]
    private partial void LogExpired(Guid run, string worker, int token);
}
