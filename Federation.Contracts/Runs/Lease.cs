namespace Agon.Federation.Contracts.Runs;

/// <summary>
/// A worker's time-limited right to one run, with everything needed to execute it. Every later call about the run
/// names <see cref="Id"/> in its path and repeats <see cref="FencingToken"/>.
/// </summary>
public sealed record Lease
{
    /// <summary>The run's identifier; also the lease's name in <c>/api/worker/leases/{id}</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Grows by one with each lease of the run; a call with an older one is refused.</summary>
    public required int FencingToken { get; init; }

    /// <summary>When the run goes back to the queue unless the lease is renewed, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often to renew, in seconds; about a third of the lease's length.</summary>
    public required int RenewEverySeconds { get; init; }

    /// <summary>The image the organizer named; the worker's own map of names may replace it.</summary>
    public required string Image { get; init; }

    /// <summary>What was submitted.</summary>
    public required RunInput Submission { get; init; }

    /// <summary>The scoring program.</summary>
    public required RunInput ScoringProgram { get; init; }

    /// <summary>The ingestion program, if the task has one.</summary>
    public RunInput? IngestionProgram { get; init; }

    /// <summary>The input data, if the task has some.</summary>
    public RunInput? InputData { get; init; }

    /// <summary>The reference data, if the task has some; shown to scoring only.</summary>
    public RunInput? ReferenceData { get; init; }

    /// <summary>Whether ingestion runs beside scoring, and not before it (bundle key <c>ingestion_only_during_scoring</c>).</summary>
    public bool IngestionOnlyDuringScoring { get; init; }

    /// <summary>Whether <c>detailed_results.html</c> is wanted.</summary>
    public bool WantsDetailedResults { get; init; }

    /// <summary>What the containers may use.</summary>
    public required RunLimits Limits { get; init; }
}

/// <summary>One file of a run: a zip (or a single file) behind a short-lived link.</summary>
/// <param name="Url">Where to get it: an absolute path on the node, or an absolute URL of its store; needs no other credentials.</param>
/// <param name="Sha256">Digest of the bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="FileName">The name it was uploaded under; never used as a path.</param>
public sealed record RunInput(string Url, string Sha256, long Bytes, string FileName);

/// <summary>What the containers of one run may use; enforced by the worker, sizes re-checked by the node.</summary>
public sealed record RunLimits
{
    /// <summary>Wall-clock seconds for each step (prediction, scoring).</summary>
    public required int StepSeconds { get; init; }

    /// <summary>Memory of each container, bytes, swap included.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>CPUs of each container; fractions allowed.</summary>
    public required double Cpus { get; init; }

    /// <summary>Processes and threads of each container.</summary>
    public required int Pids { get; init; }

    /// <summary>Largest unpacked or written directory, bytes.</summary>
    public required long DirectoryBytes { get; init; }

    /// <summary>Largest log kept of one stream, bytes.</summary>
    public required long LogBytes { get; init; }
}
