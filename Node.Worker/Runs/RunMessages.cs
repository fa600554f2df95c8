using System.Globalization;
using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>The sentences people read when a run has no score: what happened, whose it is to mend, and how.</summary>
internal static class RunMessages
{
    private const string Organizer = "Tell the organizer";

    public static RunFailure SubmissionFailed(ContainerEnd end) => Failure(
        RunFailureCode.SubmissionFailed,
        $"Your program {HowItEnded(end)}. Read its log, mend the program and submit again.");

    public static RunFailure IngestionFailed(ContainerEnd end, bool hasCode) => Failure(
        RunFailureCode.IngestionFailed,
        $"The organizer's ingestion program {HowItEnded(end)} while it ran your submission. "
        + (hasCode
            ? "Most often the submitted code is the cause: read the ingestion log, which shows the error. If it does not speak of your files, tell the organizer."
            : $"Read the ingestion log; if it does not speak of your files, {Lower(Organizer)}."));

    public static RunFailure ScoringFailed(ContainerEnd end, bool skippedIngestion) => Failure(
        RunFailureCode.ScoringFailed,
        $"The organizer's scoring program {HowItEnded(end)}. "
        + (skippedIngestion ? "Your submission holds neither code nor a model, so it was taken as results. " : "")
        + $"Read the scoring log: if it names a missing or wrong file, mend your submission; otherwise {Lower(Organizer)}.");

    public static RunFailure OutOfMemory(LogStream stream, RunLimits limits) => Failure(
        RunFailureCode.OutOfMemory,
        $"{Program(stream)} needed more than the {Size(limits.MemoryBytes)} of memory a program may use and was stopped. "
        + (stream == LogStream.Scoring ? $"{Organizer}." : "Use less memory and submit again."));

    public static RunFailure TimedOut(RunStep step, IEnumerable<LogStream> running, RunLimits limits) => Failure(
        RunFailureCode.TimedOut,
        $"The {Name(step)} took longer than the limit of {limits.StepSeconds} seconds and was stopped; still running: "
        + $"{string.Join(" and ", running.Select(stream => Program(stream).ToLowerInvariant()))}. "
        + (step == RunStep.Scoring ? $"{Organizer}, unless your submission makes scoring slow." : "Make your program faster and submit again."));

    public static RunFailure OutputTooLarge(RunStep step, RunLimits limits) => Failure(
        RunFailureCode.OutputTooLarge,
        $"The {Name(step)} wrote more than {Size(limits.DirectoryBytes)} or more than {WrittenTree.MaxFiles} files, and was stopped. "
        + (step == RunStep.Scoring ? $"{Organizer}." : "Write less into the output directory and submit again."));

    public static RunFailure OutputHidden(RunStep step, string name) => Failure(
        RunFailureCode.OutputTooLarge,
        $"The {Name(step)} wrote something the worker can't look at ('{PlainText.OneLine(name)}'), so nobody knows how large it is, and was stopped. "
        + "Names must be valid UTF-8, paths shorter than 3500 characters, and directories readable by their owner. "
        + (step == RunStep.Scoring ? $"{Organizer}." : "Mend that and submit again."));

    public static RunFailure OutputRefused(string output, string reason) => Failure(
        RunFailureCode.OutputTooLarge,
        $"The output of the {(output == RunOutputs.Scoring ? "scoring" : "prediction")} step is larger than the node keeps ({reason}). "
        + "Write less into the output directory, or ask the organizer for room.");

    public static RunFailure OutputUnusable(RunStep step, LogStream stream, string name) => Failure(
        stream switch
        {
            LogStream.Scoring => RunFailureCode.ScoringFailed,
            LogStream.Ingestion => RunFailureCode.IngestionFailed,
            _ => RunFailureCode.SubmissionFailed,
        },
        $"The {Name(step)} left a file whose name or path can't be used ('{PlainText.OneLine(name)}'). "
        + "Names must be valid UTF-8 and paths shorter than 3500 characters.");

    public static RunFailure ImageMissing(string name, string reason) => Failure(
        RunFailureCode.ImageMissing,
        $"The image '{PlainText.OneLine(name)}' is not on the worker and can't be pulled: {reason}. "
        + "Your submission is not the cause. The organizer can name another image, or the operator of the worker can load this one.");

    public static RunFailure ScoresMissing(string? elsewhere) => Failure(
        RunFailureCode.ScoresMissing,
        "The scoring program ended well but wrote neither scores.json nor scores.txt into /app/output"
        + (elsewhere is null ? ". " : $"; there is only '{PlainText.OneLine(elsewhere)}', in a folder where it is not looked for. ")
        + $"{Organizer}.");

    public static RunFailure ScoresMalformed(string file, string reason) => Failure(
        RunFailureCode.ScoresMalformed,
        $"The scoring program wrote a {file} that can't be used: {reason}. {Organizer}, unless the scoring log says that your submission is the cause.");

    public static RunFailure SubmissionUnreadable(string reason) => Failure(
        RunFailureCode.SubmissionUnreadable, $"Your submission can't be used: {reason}. Mend it and submit again.");

    public static RunFailure TaskUnreadable(string part, string reason) => Failure(
        RunFailureCode.TaskUnreadable, $"The {part} of this task can't be used: {reason}. Your submission is not the cause; the organizer must mend it.");

    public static RunFailure Cancelled() => Failure(RunFailureCode.Cancelled, "The run was cancelled.");

    public static RunFailure WorkerStopped() => Failure(
        RunFailureCode.WorkerFailed, "The worker was stopped by its operator before the run was over. You need not do anything: the run goes back to the queue.");

    public static RunFailure WorkerFailed(string reason) => Failure(
        RunFailureCode.WorkerFailed, $"The worker could not do its part: {reason}. Your submission is not the cause.");

    public static string Name(RunStep step) => step == RunStep.Scoring ? "scoring step" : "prediction step";

    private static string Program(LogStream stream) => stream switch
    {
        LogStream.Ingestion => "The ingestion program",
        LogStream.Scoring => "The scoring program",
        _ => "The submitted program",
    };

    private static string HowItEnded(ContainerEnd end) => end.ExitCode switch
    {
        126 or 127 => "could not be started: its command is not in the image or not executable",
        RunContainer.KilledExitCode => "was killed (exit code 137), most often for using too much memory",
        var code => string.Create(CultureInfo.InvariantCulture, $"failed with exit code {code}"),
    };

    /// <summary>A size in decimal units, as the node's pages write it.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static RunFailure Failure(RunFailureCode code, string detail) =>
        new(code, detail.Length <= RunFailure.DetailMaxLength ? detail : detail[..RunFailure.DetailMaxLength]);
}
