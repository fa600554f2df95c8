using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Features.Runs;

/// <summary>What people are told about runs, and the failures the node itself finds.</summary>
internal static class RunMessages
{
    public static RunFailure Cancelled { get; } = new(RunFailureCode.Cancelled, "The run was cancelled.");

    public static RunFailure WorkersLost { get; } = new(
        RunFailureCode.WorkersLost,
        $"The worker stopped answering, {Run.MaxLeases} times in a row. This is not your submission's fault unless it brings the whole machine down: "
        + "ask the organizers to run it again.");

    /// <summary>What is wrong with reported scores, if anything.</summary>
    public static RunFailure? FailureOf(IReadOnlyDictionary<string, double> scores)
    {
        if (scores.Count == 0)
        {
            return new RunFailure(RunFailureCode.ScoresMissing, "The scoring program ended well, but left no scores. The organizers have to mend it.");
        }

        return scores.FirstOrDefault(s => !double.IsFinite(s.Value)).Key is { } key
            ? new RunFailure(RunFailureCode.ScoresMalformed, $"The score “{Shorten(key)}” is not a finite number. The organizers have to mend the scoring program.")
            : null;
    }

    /// <summary>A failure whose words any database stores.</summary>
    public static RunFailure Storable(RunFailure failure)
    {
        var detail = failure.Detail.Replace('\0', '\ufffd');
        return failure with { Detail = detail.Length <= RunFailure.DetailMaxLength ? detail : $"{detail[..(RunFailure.DetailMaxLength - 1)]}…" };
    }

    /// <summary>What happened, in two or three words.</summary>
    public static string Title(RunFailureCode code) => code switch
    {
        RunFailureCode.SubmissionFailed => "The submission's program failed",
        RunFailureCode.IngestionFailed => "The ingestion program failed",
        RunFailureCode.ScoringFailed => "The scoring program failed",
        RunFailureCode.OutOfMemory => "Out of memory",
        RunFailureCode.TimedOut => "Out of time",
        RunFailureCode.ImageMissing => "The image is missing",
        RunFailureCode.ScoresMissing => "No scores were written",
        RunFailureCode.ScoresMalformed => "The scores can't be read",
        RunFailureCode.SubmissionUnreadable => "The submission can't be unpacked",
        RunFailureCode.TaskUnreadable => "The task can't be unpacked",
        RunFailureCode.OutputTooLarge => "Too much was written",
        RunFailureCode.Cancelled => "Cancelled",
        RunFailureCode.WorkerFailed => "The worker failed",
        RunFailureCode.WorkersLost => "The workers were lost",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    /// <summary>Whose turn it is.</summary>
    public static string Whose(RunFailureCode code) => code switch
    {
        RunFailureCode.SubmissionFailed or RunFailureCode.SubmissionUnreadable => "This is for you to mend.",
        RunFailureCode.OutOfMemory or RunFailureCode.TimedOut or RunFailureCode.OutputTooLarge => "Most often this is for you to mend.",
        RunFailureCode.IngestionFailed or RunFailureCode.ScoringFailed or RunFailureCode.ScoresMissing or RunFailureCode.ScoresMalformed =>
            "Your submission or the organizers' program may be the cause.",
        RunFailureCode.TaskUnreadable or RunFailureCode.ImageMissing => "This is for the organizers to mend, not for you.",
        RunFailureCode.WorkerFailed or RunFailureCode.WorkersLost => "This is for the site to mend, not for you.",
        RunFailureCode.Cancelled => "Nobody is at fault.",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    /// <summary>What to do next.</summary>
    public static string Advice(RunFailureCode code) => code switch
    {
        RunFailureCode.SubmissionFailed => "Read the end of the submission's log below, mend the program and submit again.",
        RunFailureCode.IngestionFailed =>
            "Read the end of the ingestion log below. If it names your code, mend that and submit again; if not, tell the organizers.",
        RunFailureCode.ScoringFailed =>
            "Read the end of the scoring log below. Often a file is missing or named differently than the starting kit shows; if not, tell the organizers.",
        RunFailureCode.OutOfMemory => "Use less memory at a time, for instance by working in smaller batches, and submit again. The limit is under “What runs”.",
        RunFailureCode.TimedOut => "Make the program faster, or have it stop by itself earlier, and submit again. The limit is under “What runs”.",
        RunFailureCode.OutputTooLarge => "Write fewer or smaller files and submit again. The limit is under “What runs”.",
        RunFailureCode.ScoresMissing or RunFailureCode.ScoresMalformed =>
            "Check the format of your files against the starting kit. If they are right, tell the organizers: the scoring program has to write scores.json.",
        RunFailureCode.SubmissionUnreadable => "Make the zip again, without links, and submit again.",
        RunFailureCode.TaskUnreadable or RunFailureCode.ImageMissing => "Tell the organizers. They can run your submission again when it is mended.",
        RunFailureCode.WorkerFailed or RunFailureCode.WorkersLost => "Submit again later, or ask the organizers to run it again.",
        RunFailureCode.Cancelled => "Submit again whenever you like.",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    private static string Shorten(string key) => key.Length <= RunScore.KeyMaxLength ? key : $"{key[..RunScore.KeyMaxLength]}…";
}
