using Agon.Federation.Contracts.Runs;

namespace Agon.Federation.Contracts.Tests.Runs;

/// <summary>One value for each golden file: what stands in the file of that name.</summary>
internal static class Samples
{
    private static readonly Guid Run = new("0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    private static readonly DateTimeOffset End = new(2026, 11, 20, 9, 31, 0, TimeSpan.Zero);
    private static readonly string Digest = string.Concat(Enumerable.Repeat("0a1b2c3d", 8));
    private static readonly RunInput Submission = new("/files/first-link", Digest, 1234, "predictions.zip");
    private static readonly RunInput Program = new("/files/second-link", Digest, 5678, "scoring program.zip");
    private static readonly RunInput OnAStore = new("https://store.example.org/third-link?signature=abc", Digest, 1L << 33, "reference data.zip");
    private static readonly RunImage Image = new("agon-runtime:1", $"sha256:{Digest}");

    private static readonly RunLimits Limits = new()
    {
        StepSeconds = 600,
        MemoryBytes = 4L << 30,
        Cpus = 1.5,
        Pids = 512,
        DirectoryBytes = 10L << 30,
        LogBytes = 1 << 20,
    };

    public static readonly IReadOnlyDictionary<string, object> ByFile = new Dictionary<string, object>
    {
        ["LeaseRequest"] = new LeaseRequest { Worker = "gpu-2", Version = "0.1.0", WaitSeconds = 30 },
        ["Lease"] = new Lease
        {
            Id = Run,
            FencingToken = 2,
            ExpiresAt = End,
            RenewEverySeconds = 15,
            Image = "codalab/codalab-legacy:py37",
            Submission = Submission,
            ScoringProgram = Program,
            IngestionProgram = Program,
            InputData = OnAStore,
            ReferenceData = OnAStore,
            IngestionOnlyDuringScoring = true,
            WantsDetailedResults = true,
            Limits = Limits,
        },
        ["Lease.least"] = new Lease
        {
            Id = Run,
            FencingToken = 1,
            ExpiresAt = End,
            RenewEverySeconds = 15,
            Image = "python:3.13",
            Submission = Submission,
            ScoringProgram = Program,
            Limits = Limits,
        },
        ["RunInput"] = Submission,
        ["RunLimits"] = Limits,
        ["LeaseRenewal"] = new LeaseRenewal
        {
            FencingToken = 2,
            Step = RunStep.Predicting,
            Logs = [new LogChunk(LogStream.Worker, 0, "Fetching the image\n"), new LogChunk(LogStream.Submission, 70_000, "epoch 3 \u2192 0.91\n")],
            Image = Image,
        },
        ["LeaseRenewed"] = new LeaseRenewed(End, CancelRequested: true),
        ["LogChunk"] = new LogChunk(LogStream.Scoring, 12, "done\n"),
        ["RunImage"] = Image,
        ["RunReport"] = new RunReport
        {
            FencingToken = 2,
            Scores = new Dictionary<string, double> { ["accuracy"] = 0.9375, ["seconds"] = 12, ["loss"] = -1.5e-7 },
            Containers =
            [
                new ContainerResult(LogStream.Ingestion, 0, 3.25, OutOfMemory: false, TimedOut: false),
                new ContainerResult(LogStream.Scoring, 0, 1, OutOfMemory: false, TimedOut: false),
            ],
            Logs = [new LogChunk(LogStream.Scoring, 12, "done\n")],
            Image = Image,
        },
        ["RunReport.failed"] = new RunReport
        {
            FencingToken = 3,
            Failure = new RunFailure(RunFailureCode.OutOfMemory, "The submission's program needed more than 4 GB of memory."),
            Containers = [new ContainerResult(LogStream.Submission, 137, 8.5, OutOfMemory: true, TimedOut: false)],
        },
        ["ContainerResult"] = new ContainerResult(LogStream.Submission, 137, 600.25, OutOfMemory: false, TimedOut: true),
        ["RunFailure"] = new RunFailure(RunFailureCode.ScoresMissing, "The scoring program wrote neither scores.json nor scores.txt."),
        ["RunStep"] = Enum.GetValues<RunStep>(),
        ["LogStream"] = Enum.GetValues<LogStream>(),
        ["RunFailureCode"] = Enum.GetValues<RunFailureCode>(),
    };
}
