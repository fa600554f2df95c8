using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Agon.Federation.Contracts.Runs;

/// <summary>
/// Keeps a lease and tells how the run goes: the body of <c>POST /api/worker/leases/{id}/renew</c>. Answers 200 with
/// <see cref="LeaseRenewed"/>; 409 <see cref="Problems.LeaseLost"/> when the run is somebody else's or over: stop, report nothing.
/// </summary>
public sealed record LeaseRenewal
{
    /// <summary>The token of the lease.</summary>
    public required int FencingToken { get; init; }

    /// <summary>Where the run is.</summary>
    public required RunStep Step { get; init; }

    /// <summary>New log text since the last accepted call.</summary>
    [MaxLength(32)]
    public IReadOnlyList<LogChunk> Logs { get; init => field = value ?? []; } = [];

    /// <summary>The image that really runs, once known, and its digest (<c>sha256:…</c>).</summary>
    public RunImage? Image { get; init; }
}

/// <summary>The answer to a <see cref="LeaseRenewal"/>.</summary>
/// <param name="ExpiresAt">The new end of the lease, UTC.</param>
/// <param name="CancelRequested">Somebody cancelled the run: stop the containers and report <see cref="RunFailureCode.Cancelled"/>.</param>
public sealed record LeaseRenewed(DateTimeOffset ExpiresAt, bool CancelRequested);

/// <summary>A piece of one log stream. Sending it twice is harmless: the node keeps what is past its own end.</summary>
/// <param name="Stream">Which container wrote it.</param>
/// <param name="Offset">Position of the first character in the stream, counted in UTF-16 code units from 0.</param>
/// <param name="Text">The text, at most 65 536 characters; stdout and stderr in the order they came.</param>
public sealed record LogChunk(LogStream Stream, long Offset, [property: StringLength(LogChunk.TextMaxLength)] string Text)
{
    /// <summary>The longest piece, in characters.</summary>
    public const int TextMaxLength = 65_536;
}

/// <summary>The image a run used.</summary>
/// <param name="Name">The name that was run, after the worker's map.</param>
/// <param name="Digest">The engine's identifier of it, <c>sha256:…</c>.</param>
public sealed record RunImage([property: StringLength(300)] string Name, [property: StringLength(100)] string Digest);

/// <summary>Where a leased run is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStep>))]
public enum RunStep
{
    /// <summary>Fetching inputs and the image.</summary>
    Preparing,

    /// <summary>Ingestion and submission containers.</summary>
    Predicting,

    /// <summary>The scoring container.</summary>
    Scoring,
}

/// <summary>The containers whose output is kept.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LogStream>))]
public enum LogStream
{
    /// <summary>What the worker itself says: fetching, images, time-outs.</summary>
    Worker,

    /// <summary>The ingestion program.</summary>
    Ingestion,

    /// <summary>The submission's own program.</summary>
    Submission,

    /// <summary>The scoring program.</summary>
    Scoring,
}
