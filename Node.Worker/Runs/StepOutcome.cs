using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>What became of a step.</summary>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="IsSendable">Whether what it wrote is bounded, free of links, and every name in it usable.</param>
internal sealed record StepOutcome(RunFailure? Failure, bool IsSendable)
{
    /// <summary>Judges a step when its containers are gone: looks after what they wrote, then names the failure, if there is one.</summary>
    public static StepOutcome Judge(ActiveRun run, PreparedRun prepared, RunStep step, StepEnd end, string output)
    {
        var limits = run.Lease.Limits;
        foreach (var program in end.Programs)
        {
            run.Logs.Say(Describe(program, end.Break == StepBreak.TimedOut && program.WasStopped));
        }

        var written = WrittenTree.Tidy(output, limits.DirectoryBytes);
        if (written.Removed > 0)
        {
            run.Logs.Say($"{written.Removed} links, pipes or devices were removed from the output of the {RunMessages.Name(step)}: only files and directories are kept.");
        }

        var isTooLarge = end.Break == StepBreak.TooLarge || written.IsOver(limits.DirectoryBytes);
        var failure = end switch
        {
            { Break: StepBreak.DiskShort } => RunMessages.WorkerFailed($"{end.Detail}, so the run was stopped"),
            { Break: StepBreak.OutputHidden } => RunMessages.OutputHidden(step, end.Detail ?? ""),
            _ when isTooLarge => RunMessages.OutputTooLarge(step, limits),
            { Break: StepBreak.TimedOut } => RunMessages.TimedOut(step, end.Programs.Where(program => program.WasStopped).Select(program => program.Stream), limits),
            { Failed: { OutOfMemory: true } failed } => RunMessages.OutOfMemory(failed.Stream, limits),
            { Failed: { Stream: LogStream.Scoring } failed } => RunMessages.ScoringFailed(failed, run.Lease.IngestionProgram is not null && prepared.Ingestion is []),
            { Failed: { Stream: LogStream.Ingestion } failed } => RunMessages.IngestionFailed(failed, prepared.HasCode),
            { Failed: { } failed } => RunMessages.SubmissionFailed(failed),
            _ when written.Unreachable is { } name => RunMessages.OutputUnusable(step, end.Programs is [] ? LogStream.Submission : end.Programs[0].Stream, name),
            _ => null,
        };
        return new StepOutcome(failure, !isTooLarge && end.Break != StepBreak.DiskShort && written.Unreachable is null);
    }

    private static string Describe(ContainerEnd end, bool timedOut)
    {
        var how = end switch
        {
            _ when timedOut => "stopped at the time limit",
            { WasStopped: true } => "stopped",
            { OutOfMemory: true } => $"exit code {end.ExitCode}, out of memory",
            _ => $"exit code {end.ExitCode}",
        };
        return FormattableString.Invariant($"{end.Stream}: {how} after {end.Elapsed.TotalSeconds:0.0} s.");
    }
}
