using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Runs;

/// <summary>Why a step was ended before its programs were done.</summary>
internal enum StepBreak
{
    None,
    TimedOut,
    TooLarge,

    /// <summary>Something was written where it can't be looked at.</summary>
    OutputHidden,

    /// <summary>The worker's disk is nearly full.</summary>
    DiskShort,

    /// <summary>One program failed, so the others have nothing to wait for.</summary>
    ProgramFailed,
}

/// <summary>How a step ended.</summary>
/// <param name="Programs">Each program's own end.</param>
/// <param name="Break">Why the step was ended early.</param>
/// <param name="Detail">The name that is hidden, or the clause that says what is short.</param>
internal sealed record StepEnd(IReadOnlyList<ContainerEnd> Programs, StepBreak Break, string? Detail = null)
{
    /// <summary>The program that failed by itself, the first by the order of the step when several did.</summary>
    public ContainerEnd? Failed => Programs.FirstOrDefault(program => program.HasFailed);
}

/// <summary>Runs the programs of one step at the same time, within its time and the size of what they may write.</summary>
internal sealed class RunStepContainers(RunContainer runContainer, EngineClient engine, OutputWatch watch, TimeProvider clock)
{
    private double? _engineCpus;

    public async Task<StepEnd> ExecuteAsync(
        ActiveRun run, ImageOutcome.Ready image, IReadOnlyList<ProgramContainer> programs, CancellationToken ct)
    {
        if (programs is [])
        {
            return new StepEnd([], StepBreak.None);
        }

        _engineCpus ??= (await engine.GetAsync("info", EngineJson.Default.EngineInfo, ct)).NCPU;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var cause = (int)StepBreak.None;
        void End(StepBreak why)
        {
            if (Interlocked.CompareExchange(ref cause, (int)why, (int)StepBreak.None) == (int)StepBreak.None)
            {
                stop.Cancel();
            }
        }

        ContainerEnd[] ends;
        WriteBreach? breach;
        using (var late = new CancellationTokenSource(TimeSpan.FromSeconds(run.Lease.Limits.StepSeconds), clock))
        await using (late.Token.Register(() => End(StepBreak.TimedOut)))
        {
            using var over = new CancellationTokenSource();
            var watching = WatchAsync(over.Token);
            try
            {
                ends = await Task.WhenAll(programs.Select(program => RunAsync(program)));
            }
            finally
            {
                await over.CancelAsync();
                breach = await watching;
            }
        }

        // Too late counts only for programs that were still at it.
        var why = ends.Any(end => end.WasStopped) ? (StepBreak)cause : StepBreak.None;
        run.Containers.AddRange(ends.Select(end => end.ToResult(why == StepBreak.TimedOut)));
        return new StepEnd(ends, why, why == breach?.Break ? breach.Detail : null);

        async Task<WriteBreach?> WatchAsync(CancellationToken over)
        {
            var found = await watch.WatchAsync(Writable(programs), run.Lease.Limits.DirectoryBytes, over);
            if (found is not null)
            {
                End(found.Break);
            }

            return found;
        }

        async Task<ContainerEnd> RunAsync(ProgramContainer program)
        {
            try
            {
                var end = await runContainer.ExecuteAsync(run, image, program, _engineCpus.Value, stop.Token);
                if (end.HasFailed)
                {
                    End(StepBreak.ProgramFailed);
                }

                return end;
            }
            catch
            {
                // The others must not go on while the step is lost.
                await stop.CancelAsync();
                throw;
            }
        }
    }

    private static string[] Writable(IEnumerable<ProgramContainer> programs) =>
        [.. programs.SelectMany(program => program.Directories).Where(directory => directory.IsWritable).Select(directory => directory.Host).Distinct()];
}
