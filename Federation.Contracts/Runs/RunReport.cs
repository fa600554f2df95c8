using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Agon.Federation.Contracts.Runs;

/// <summary>
/// Ends a run: the body of <c>POST /api/worker/leases/{id}/report</c>, sent once after the outputs. Answers 204, also when the
/// same lease reports again (the first report counts); 409 <see cref="Problems.LeaseLost"/> to a token that is not the last.
/// Either <see cref="Failure"/> is given, or the run is scored.
/// </summary>
public sealed record RunReport
{
    /// <summary>The most scores one report may carry.</summary>
    public const int MaxScores = 500;

    /// <summary>The token of the lease.</summary>
    public required int FencingToken { get; init; }

    /// <summary>Why there is no score; null when there is.</summary>
    public RunFailure? Failure { get; init; }

    // For what a sender left out, the generated reader sets null over an initial value.

    /// <summary>Column key to value, as the scoring program wrote them; booleans are 0 and 1. Finite numbers only.</summary>
    [MaxLength(MaxScores)]
    public IReadOnlyDictionary<string, double> Scores { get; init => field = value ?? new Dictionary<string, double>(); } = new Dictionary<string, double>();

    /// <summary>How each container ended, in order of start.</summary>
    [MaxLength(8)]
    public IReadOnlyList<ContainerResult> Containers { get; init => field = value ?? []; } = [];

    /// <summary>Log text not yet sent with a renewal.</summary>
    [MaxLength(32)]
    public IReadOnlyList<LogChunk> Logs { get; init => field = value ?? []; } = [];

    /// <summary>The image that ran.</summary>
    public RunImage? Image { get; init; }
}

/// <summary>How one container ended.</summary>
/// <param name="Stream">Which one.</param>
/// <param name="ExitCode">Its exit code; 137 when killed.</param>
/// <param name="Seconds">Wall-clock seconds.</param>
/// <param name="OutOfMemory">Whether the kernel killed it for memory.</param>
/// <param name="TimedOut">Whether the worker stopped it at the limit.</param>
public sealed record ContainerResult(LogStream Stream, int ExitCode, double Seconds, bool OutOfMemory, bool TimedOut);

/// <summary>A named failure a participant can act on.</summary>
/// <param name="Code">Which one.</param>
/// <param name="Detail">One or two sentences for a person: what happened and what to do.</param>
public sealed record RunFailure(RunFailureCode Code, [property: StringLength(RunFailure.DetailMaxLength)] string Detail)
{
    /// <summary>The longest detail, in characters.</summary>
    public const int DetailMaxLength = 2000;
}

/// <summary>Why a run has no score.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunFailureCode>))]
public enum RunFailureCode
{
    /// <summary>The submission's own program ended with a non-zero code.</summary>
    SubmissionFailed,

    /// <summary>The ingestion program ended with a non-zero code and left nothing to score.</summary>
    IngestionFailed,

    /// <summary>The scoring program ended with a non-zero code.</summary>
    ScoringFailed,

    /// <summary>A container needed more memory than the limit.</summary>
    OutOfMemory,

    /// <summary>A step took longer than the limit.</summary>
    TimedOut,

    /// <summary>The image is not on the worker and could not be pulled.</summary>
    ImageMissing,

    /// <summary>The scoring program wrote neither <c>scores.json</c> nor <c>scores.txt</c>.</summary>
    ScoresMissing,

    /// <summary>The scores file can't be read, or holds something that is not a finite number.</summary>
    ScoresMalformed,

    /// <summary>The submission's archive can't be unpacked within the limits.</summary>
    SubmissionUnreadable,

    /// <summary>A program or data archive of the task can't be unpacked, or has no usable <c>metadata</c>: the organizer's to mend.</summary>
    TaskUnreadable,

    /// <summary>The containers wrote more than the limit.</summary>
    OutputTooLarge,

    /// <summary>Somebody cancelled the run.</summary>
    Cancelled,

    /// <summary>The worker's own machinery failed (engine, disk, network): not the participant's fault.</summary>
    WorkerFailed,

    /// <summary>Every allowed lease ended without a report: set by the node only.</summary>
    WorkersLost,
}
