using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>Ends a run on the node: what is left of the log, then the report.</summary>
internal sealed partial class ReportRun(NodeClient node, LeaseKeeper keeper, PersistentCalls calls, ILogger<ReportRun> logger)
{
    private const int MaxChunks = 32;
    private const int MaxContainers = 8;

    /// <summary>Whether the node took the report.</summary>
    public async Task<bool> ExecuteAsync(ActiveRun run, RunVerdict verdict, CancellationToken ct)
    {
        // A report carries a bounded piece of log; the surplus goes ahead of it.
        while (run.Logs.Peek(MaxChunks + 1).Count > MaxChunks && run.Stop.Cause != StopCause.LeaseLost)
        {
            if (await keeper.RenewAsync(run, ct) is not null)
            {
                break;
            }
        }

        if (run.Stop.Cause == StopCause.LeaseLost)
        {
            return false;
        }

        var report = new RunReport
        {
            FencingToken = run.Lease.FencingToken,
            Failure = verdict.Failure,
            Scores = verdict.Scores,
            Containers = [.. run.Containers.Take(MaxContainers)],
            Logs = run.Logs.Peek(MaxChunks),
            Image = run.Image,
        };
        switch (await calls.UntilAnsweredAsync(token => node.ReportAsync(run.Lease.Id, report, token), LeaseKeeper.Patience, ct))
        {
            case NodeReply.Accepted:
                LogReported(run.Lease.Id, verdict.Failure?.Code.ToString() ?? "Scored");
                return true;
            case NodeReply.LeaseLost:
                LogLost(run.Lease.Id);
                return false;
            case var other:
                LogNotTaken(run.Lease.Id, other.ToString());
                return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Run {Run} is over: {Outcome}")]
    private partial void LogReported(Guid run, string outcome);

    [LoggerMessage(LogLevel.Information, "Run {Run} is another worker's by now; its result is not ours to give")]
    private partial void LogLost(Guid run);

    [LoggerMessage(LogLevel.Error, "Run {Run}: the node did not take the report ({Reply}); it will give the run to a worker again")]
    private partial void LogNotTaken(Guid run, string reply);
}
