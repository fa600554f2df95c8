using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>What the organizer's desk says.</summary>
internal static class DeskMessages
{
    /// <summary>A reason in two or three words, for counting; the run page says more.</summary>
    public static string Failure(RunFailureCode code) => code switch
    {
        RunFailureCode.SubmissionFailed => "submission's program failed",
        RunFailureCode.IngestionFailed => "ingestion program failed",
        RunFailureCode.ScoringFailed => "scoring program failed",
        RunFailureCode.OutOfMemory => "out of memory",
        RunFailureCode.TimedOut => "out of time",
        RunFailureCode.ImageMissing => "image missing",
        RunFailureCode.ScoresMissing => "no scores written",
        RunFailureCode.ScoresMalformed => "scores unreadable",
        RunFailureCode.SubmissionUnreadable => "submission unreadable",
        RunFailureCode.TaskUnreadable => "task unreadable",
        RunFailureCode.OutputTooLarge => "output too large",
        RunFailureCode.Cancelled => "cancelled",
        RunFailureCode.WorkerFailed => "worker failed",
        RunFailureCode.WorkersLost => "workers lost",
        _ => code.ToString(),
    };
}
