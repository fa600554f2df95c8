using Agon.Node.Worker.Containers;
using Agon.Node.Worker.Runs;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker;

/// <summary>Asks for runs and executes them, one loop for each slot, until the worker is stopped.</summary>
internal sealed partial class WorkerLoop(
    WorkerPlace place,
    NodeClient node,
    EngineClient engine,
    ExecuteLease execute,
    DiskRoom room,
    RetryLadder ladder,
    IOptions<WorkerOptions> options,
    TimeProvider clock,
    ILogger<WorkerLoop> logger) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        place.Claim();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await UntilClearedAsync(stoppingToken);
            LogStarted(options.Value.Name, options.Value.Slots, options.Value.NodeUrl);
            await Task.WhenAll(Enumerable.Range(0, options.Value.Slots).Select(_ => WorkAsync(stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop; runs have ended within their grace.
        }
    }

    private async Task UntilClearedAsync(CancellationToken ct)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await place.ClearAsync(ct);
                return;
            }
            catch (EngineException failure)
            {
                LogEngineDown(failure.Message);
            }

            await ladder.WaitAsync(failures, clock, ct);
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            failures = await TurnAsync(stopping) ? 0 : failures + 1;
            if (failures > 0)
            {
                await ladder.WaitAsync(failures, clock, stopping);
            }
        }
    }

    /// <summary>Waits for one run and executes it; false when it is better to pause before the next turn.</summary>
    internal async Task<bool> TurnAsync(CancellationToken stopping)
    {
        try
        {
            // A worker whose engine is gone would burn the attempts of every run it takes.
            await engine.PingAsync(stopping);

            if (room.Shortage() is { } shortage)
            {
                LogDiskShort(shortage);
                return false;
            }

            var asked = clock.GetTimestamp();
            switch (await node.LeaseAsync(stopping))
            {
                case NodeReply.Offered(var lease):
                    return await execute.ExecuteAsync(lease, stopping);
                case NodeReply.NothingToDo:
                    // A node that does not wait must not be asked in a circle.
                    return clock.GetElapsedTime(asked) > TimeSpan.FromSeconds(1);
                case NodeReply.Refused(var reason):
                    LogRefused(options.Value.NodeUrl, reason);
                    return false;
                case NodeReply.Unreachable(var reason):
                    LogUnreachable(options.Value.NodeUrl, reason);
                    return false;
                case var other:
                    LogUnreachable(options.Value.NodeUrl, $"it answered {other.GetType().Name} to a wish for work");
                    return false;
            }
        }
        catch (EngineException failure)
        {
            LogEngineDown(failure.Message);
            return false;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The edge of the loop: whatever it was, the next run deserves a try.
            LogTurnFailed(failure);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Worker {Name} asks {Node} for runs, {Slots} at a time")]
    private partial void LogStarted(string name, int slots, string? node);

    [LoggerMessage(LogLevel.Error, "No runs are taken until the container engine answers. {Reason}")]
    private partial void LogEngineDown(string reason);

    [LoggerMessage(LogLevel.Error, "No runs are taken until the worker has room again: {Shortage}. Free some, or lower Worker:ReserveBytes and Worker:ReserveFiles")]
    private partial void LogDiskShort(string shortage);

    [LoggerMessage(LogLevel.Error, "The node {Node} refuses this worker ({Reason}). Give it a token of an operator with the scope 'worker'")]
    private partial void LogRefused(string? node, string reason);

    [LoggerMessage(LogLevel.Warning, "The node {Node} can't be reached ({Reason}); trying again")]
    private partial void LogUnreachable(string? node, string reason);

    [LoggerMessage(LogLevel.Error, "A turn of the worker failed")]
    private partial void LogTurnFailed(Exception failure);
}
