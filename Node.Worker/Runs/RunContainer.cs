using System.Net;
using System.Text;
using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Runs;

/// <summary>Runs one program of a step in containers of its own, and never leaves one behind.</summary>
internal sealed partial class RunContainer(EngineContainers containers, ContainerRecipe recipe, TimeProvider clock, ILogger<RunContainer> logger)
{
    public const int KilledExitCode = 137;

    // The output of a container that is over is in the pipe already.
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(10);

    // The codes of a shell, which engines use too.
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    /// <summary>Runs the program's commands one after the other until one fails; the token stops them, and is not an error.</summary>
    public async Task<ContainerEnd> ExecuteAsync(
        ActiveRun run, ImageOutcome.Ready image, ProgramContainer program, double engineCpus, CancellationToken stop)
    {
        var sink = run.Logs.Sink(program.Stream);
        var end = new ContainerEnd(program.Stream, 0, TimeSpan.Zero, false, false);
        for (var number = 0; number < program.Commands.Count && end is { ExitCode: 0, WasStopped: false }; number++)
        {
            if (stop.IsCancellationRequested)
            {
                return end with { ExitCode = KilledExitCode, WasStopped = true };
            }

            var name = $"agon-{run.Lease.Id:N}-{run.Lease.FencingToken}-{program.Stream}-{number}".ToLowerInvariant();
            var container = recipe.Make(run.Lease, image, program.Commands[number], program.Directories, engineCpus);
            end = await RunOneAsync(name, container, sink, end, stop);
        }

        return end;
    }

    private async Task<ContainerEnd> RunOneAsync(string name, NewContainer container, OutputSink sink, ContainerEnd before, CancellationToken stop)
    {
        // Never cancelled: a container whose creation nobody waited for would stay.
        var id = await containers.CreateAsync(name, container, CancellationToken.None);
        try
        {
            return await RunOneAsync(id, sink, before, stop);
        }
        catch (EngineException refusal) when (refusal.Status is not (null or HttpStatusCode.NotFound))
        {
            if (await WhyNotStartedAsync(id, refusal) is not { } exitCode)
            {
                throw;
            }

            sink(isError: true, Encoding.UTF8.GetBytes($"The command can't be started: {refusal.Message}\n"));
            return before with { ExitCode = exitCode };
        }
        finally
        {
            await RemoveAsync(id);
        }
    }

    private async Task<ContainerEnd> RunOneAsync(string id, OutputSink sink, ContainerEnd before, CancellationToken stop)
    {
        using var output = await containers.AttachAsync(id, CancellationToken.None);
        using var drained = new CancellationTokenSource();
        var reading = output.ReadAsync(sink, drained.Token);

        int exitCode;
        bool wasStopped;
        TimeSpan elapsed;
        try
        {
            var begun = clock.GetTimestamp();
            await containers.StartAsync(id, CancellationToken.None);
            (exitCode, wasStopped) = await WaitAsync(id, stop);
            elapsed = clock.GetElapsedTime(begun);
            drained.CancelAfter(DrainPatience);
        }
        catch
        {
            await drained.CancelAsync();
            throw;
        }
        finally
        {
            // An answer given up in the middle of reading would leave its rest to whoever uses the connection next.
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return before with
        {
            ExitCode = exitCode,
            Elapsed = before.Elapsed + elapsed,
            OutOfMemory = (await containers.InspectAsync(id, CancellationToken.None)).OOMKilled,
            WasStopped = wasStopped,
        };
    }

    /// <summary>
    /// The exit code of a command that is not something that can be started, which is the program's fault; null when it is the engine's.
    /// Docker notes the code in the container's state, Podman only says it.
    /// </summary>
    private async Task<int?> WhyNotStartedAsync(string id, EngineException refusal)
    {
        var state = await containers.InspectAsync(id, CancellationToken.None);
        return (state.ExitCode, refusal.Message) switch
        {
            (NotExecutable or NotFound, _) => state.ExitCode,
            (_, var said) when said.Contains("executable file not found", StringComparison.Ordinal) => NotFound,
            (_, var said) when said.Contains("exec format error", StringComparison.Ordinal) => NotExecutable,

            // A name too long to look up, and whatever else is wrong with the one thing that was to be started.
            (_, var said) when said.Contains("container process: exec: \"", StringComparison.Ordinal) => NotFound,
            _ => null,
        };
    }

    private async Task<(int ExitCode, bool WasStopped)> WaitAsync(string id, CancellationToken stop)
    {
        try
        {
            return (await containers.WaitAsync(id, stop), false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await containers.KillAsync(id, CancellationToken.None);
            return (KilledExitCode, true);
        }
    }

    private async Task RemoveAsync(string id)
    {
        try
        {
            await containers.RemoveAsync(id, CancellationToken.None);
        }
        catch (EngineException failure)
        {
            // The end of the lease removes by label once more.
            LogNotRemoved(id, failure.Message);
        }

        // Nobody may look after what it wrote while it can still exchange a file for a link.
        if (await containers.IsRunningAsync(id, CancellationToken.None))
        {
            throw new EngineException(null, $"The container {id} was removed or stopped and is still running.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Container {Container} could not be removed at once: {Reason}")]
    private partial void LogNotRemoved(string container, string reason);
}
