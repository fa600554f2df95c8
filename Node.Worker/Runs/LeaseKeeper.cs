
namespace Agon.Node.Worker.Runs;

/// <summary>
/// Keeps the lease of a run alive and carries its log and progress: regularly, and soon after there is news. While the node is out of
/// reach the run goes on; when it answers again it decides by the fencing token whose run it is.
/// </summary>
internal sealed partial class LeaseKeeper(NodeClient node, RetryLadder ladder, TimeProvider clock, ILogger<LeaseKeeper> logger)
{
    /// <summary>Every call to the node about a run is given up after this long without one answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // News is collected this long, so that a chatty program costs two calls a second.
    private static readonly TimeSpan Collecting = TimeSpan.FromMilliseconds(500);

    // A silent run hears only here that it was cancelled, and its answer costs the node little.
    private const int AttentiveSeconds = 3;

    /// <summary>Renews until told otherwise; ends by itself only when the run was stopped.</summary>
    public async Task KeepAsync(ActiveRun run, CancellationToken ct)
    {
        var answered = clock.GetTimestamp();
        var called = answered;
        var failures = 0;
        try
        {
            while (run.Stop.Cause != StopCause.LeaseLost)
            {
                await (failures == 0 ? WaitForTurnAsync(run, called, ct) : ladder.WaitAsync(failures, clock, ct));

                called = clock.GetTimestamp();
                if (await RenewAsync(run, ct) is not { } trouble)
                {
                    (answered, failures) = (clock.GetTimestamp(), 0);
                    continue;
                }

                failures++;
                LogTrouble(run.Lease.Id, failures, trouble);
                if (clock.GetElapsedTime(answered) > Patience)
                {
                    run.Stop.Request(StopCause.LeaseLost);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The run is over; what is not sent yet goes with the report.
        }
    }

    /// <summary>One renewal; gives the trouble when there was no answer.</summary>
    public async Task<string?> RenewAsync(ActiveRun run, CancellationToken ct)
    {
        var chunks = run.Logs.Peek();
        switch (await node.RenewAsync(run.Lease.Id, run.Renewal(chunks), ct))
        {
            case NodeReply.Accepted(var renewed):
                run.Logs.Accept(chunks);
                if (renewed is { CancelRequested: true })
                {
                    run.Stop.Request(StopCause.Cancelled);
                }

                return null;
            case NodeReply.LeaseLost:
                run.Stop.Request(StopCause.LeaseLost);
                return null;
            case NodeReply.Unreachable(var reason):
                return reason;
            case NodeReply.Refused(var reason):
                return $"it refuses: {reason}";
            case var other:
                return $"an answer that makes no sense here: {other.GetType().Name}";
        }
    }

    private async Task WaitForTurnAsync(ActiveRun run, long called, CancellationToken ct)
    {
        if (Collecting - clock.GetElapsedTime(called) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, clock, ct);
        }

        var due = TimeSpan.FromSeconds(Math.Clamp(run.Lease.RenewEverySeconds, 1, AttentiveSeconds)) - clock.GetElapsedTime(called);
        using var overdue = new CancellationTokenSource(due > TimeSpan.Zero ? due : TimeSpan.Zero, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(overdue.Token, ct);
        try
        {
            await run.Logs.WaitForNewsAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // No news, but it is time.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {Run}: renewal {Failures} in a row without success: {Trouble}")]
    private partial void LogTrouble(Guid run, int failures, string trouble);
}
