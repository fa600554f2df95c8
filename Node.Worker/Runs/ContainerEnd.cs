using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>How one program of a step ended.</summary>
/// <param name="Stream">Which one.</param>
/// <param name="ExitCode">The exit code of its last command.</param>
/// <param name="Elapsed">Wall-clock time of all its commands.</param>
/// <param name="OutOfMemory">Whether the kernel killed something in it for memory.</param>
/// <param name="WasStopped">Whether we ended it.</param>
internal sealed record ContainerEnd(LogStream Stream, int ExitCode, TimeSpan Elapsed, bool OutOfMemory, bool WasStopped)
{
    public bool HasFailed => ExitCode != 0 && !WasStopped;

    public ContainerResult ToResult(bool timedOut) =>
        new(Stream, ExitCode, Math.Round(Elapsed.TotalSeconds, 3), OutOfMemory, timedOut && WasStopped);
}
