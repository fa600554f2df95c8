using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Cache;
using Agon.Node.Worker.Containers;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker.Runs;

/// <summary>Carries one lease from its beginning to its end, whatever happens between: the lease kept, containers and files removed, one report.</summary>
internal sealed partial class ExecuteLease(
    ExecuteRun execute,
    LeaseKeeper keeper,
    ReportRun report,
    RemoveRun removeRun,
    ContainerUser user,
    IOptions<WorkerOptions> options,
    TimeProvider clock,
    ILogger<ExecuteLease> logger)
{
    // For the last words after the grace; then the lease simply runs out.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _grace = TimeSpan.FromSeconds(options.Value.StopGraceSeconds);

    /// <summary>Whether this worker did its part; when not, it should let another one try.</summary>
    public async Task<bool> ExecuteAsync(Lease lease, CancellationToken stopping)
    {
        using var activity = WorkerTelemetry.Activities.StartActivity("run.execute");
        LogTaken(lease.Id, lease.FencingToken);

        var directories = RunDirectories.Create(RunsDirectory(options.Value), $"{lease.Id:N}-{lease.FencingToken}", user);
        using var stop = new RunStop();
        using var logs = new RunLogs(lease.Limits.LogBytes, clock);
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var graceEnds = grace.Token.Register(() => stop.Request(StopCause.WorkerStopping));
        await using var graceBegins = stopping.Register(() => grace.CancelAfter(_grace));
        var run = new ActiveRun(lease, directories, logs, stop);
        try
        {
            var verdict = await ExecuteKeptAsync(run);
            var isReported = verdict is not null && await ReportAsync(run, verdict, stopping);
            WorkerTelemetry.Count(isReported ? verdict?.Failure?.Code.ToString() ?? "Scored" : "Unreported");
            return verdict?.Failure?.Code != RunFailureCode.WorkerFailed;
        }
        finally
        {
            await removeRun.RemoveDirectoryAsync(lease.Id, directories.Root);
        }
    }

    /// <summary>Where runs happen.</summary>
    public static string RunsDirectory(WorkerOptions options) => Path.Combine(options.FullDataDirectory, "runs");

    /// <summary>Executes while the lease is kept; gives nothing when the run is no longer ours.</summary>
    private async Task<RunVerdict?> ExecuteKeptAsync(ActiveRun run)
    {
        using var over = new CancellationTokenSource();
        var keeping = keeper.KeepAsync(run, over.Token);
        try
        {
            run.Logs.Say($"Worker {options.Value.Name} takes the run.");
            return await ExecuteSafelyAsync(run);
        }
        finally
        {
            await removeRun.RemoveContainersAsync(run.Lease.Id);
            run.Logs.Close();
            await over.CancelAsync();
            await keeping;
        }
    }

    private async Task<RunVerdict?> ExecuteSafelyAsync(ActiveRun run)
    {
        try
        {
            return await execute.ExecuteAsync(run, run.Stop.Token);
        }
        catch (OperationCanceledException) when (run.Stop.Cause != StopCause.None)
        {
            return run.Stop.Cause switch
            {
                StopCause.Cancelled => RunVerdict.Of(RunMessages.Cancelled()),
                StopCause.WorkerStopping => RunVerdict.Of(RunMessages.WorkerStopped()),
                _ => null,
            };
        }
        catch (InputException failure)
        {
            LogFailed(run.Lease.Id, failure);
            return RunVerdict.Of(RunMessages.WorkerFailed($"an input could not be fetched, because {failure.Message}"));
        }
        catch (EngineException failure)
        {
            LogFailed(run.Lease.Id, failure);
            return RunVerdict.Of(RunMessages.WorkerFailed("its container engine failed; the worker's own log says how"));
        }
        catch (Exception failure)
        {
            // The edge of a run: anything unforeseen costs this run an attempt, never the worker.
            LogFailed(run.Lease.Id, failure);
            return RunVerdict.Of(RunMessages.WorkerFailed("something unforeseen happened; the worker's own log says what"));
        }
    }

    private async Task<bool> ReportAsync(ActiveRun run, RunVerdict verdict, CancellationToken stopping)
    {
        using var given = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var hurry = stopping.Register(() => given.CancelAfter(_grace > LastWords ? _grace : LastWords));
        try
        {
            return await report.ExecuteAsync(run, verdict, given.Token);
        }
        catch (OperationCanceledException)
        {
            LogGivenUp(run.Lease.Id);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Run {Run} taken with token {Token}")]
    private partial void LogTaken(Guid run, int token);

    [LoggerMessage(LogLevel.Error, "Run {Run} failed on this worker")]
    private partial void LogFailed(Guid run, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Run {Run} could not be reported before the worker had to stop; its lease runs out")]
    private partial void LogGivenUp(Guid run);
}
