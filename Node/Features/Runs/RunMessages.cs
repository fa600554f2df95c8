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

    /// <summary>The last of all allowed leases ended with a worker's failure.</summary>
    public static RunFailure WorkersFailed(RunFailure last) => new(
        RunFailureCode.WorkerFailed,
        $"Workers failed {Run.MaxLeases} times in a row. Your submission is not the cause: submit again later, or ask the organizers to run it again. "
        + $"The last worker said: “{last.Detail}”");

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

    /// <summary>What happened, in a few words; the failure's detail says whose turn it is and what to do.</summary>
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

    private static string Shorten(string key) => key.Length <= RunScore.KeyMaxLength ? key : $"{key[..RunScore.KeyMaxLength]}…";
}
