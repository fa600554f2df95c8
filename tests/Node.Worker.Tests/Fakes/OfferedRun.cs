using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Agon.Node.Worker.Tests.Fakes;

/// <summary>One run as the fake node sees it: what was offered and everything the worker said about it.</summary>
internal sealed class OfferedRun(Lease lease)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LogStream, StringBuilder> _logs = [];
    private readonly TaskCompletionSource<RunReport> _report = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Lease Lease => lease;

    public ConcurrentQueue<LeaseRenewal> Renewals { get; } = [];

    public ConcurrentQueue<RunReport> Reports { get; } = [];

    public ConcurrentDictionary<string, byte[]> Outputs { get; } = [];

    /// <summary>The digests of bytes that were refused, to see them sent again.</summary>
    public int Uploads { get; set; }

    public bool IsLost { get; set; }

    public bool IsCancelled { get; set; }

    /// <summary>Set by the test: answers an upload instead of the node.</summary>
    public Func<string, int?>? UploadAnswer { get; set; }

    public Task<RunReport> Report => _report.Task.WaitAsync(Signal.Patience, TestContext.Current.CancellationToken);

    public bool IsReported => _report.Task.IsCompleted;

    public void Take(IReadOnlyList<LogChunk> chunks)
    {
        chunks.Count.ShouldBeLessThanOrEqualTo(32);
        lock (_gate)
        {
            foreach (var chunk in chunks)
            {
                chunk.Text.Length.ShouldBeLessThanOrEqualTo(LogChunk.TextMaxLength);
                var log = _logs.TryGetValue(chunk.Stream, out var known) ? known : _logs[chunk.Stream] = new StringBuilder();
                chunk.Offset.ShouldBeLessThanOrEqualTo(log.Length, $"a hole in the log of {chunk.Stream}");
                var known2 = (int)(log.Length - chunk.Offset);
                if (known2 < chunk.Text.Length)
                {
                    log.Append(chunk.Text.AsSpan(known2));
                }
            }
        }
    }

    public void Take(RunReport report)
    {
        Reports.Enqueue(report);
        Take(report.Logs);
        _report.TrySetResult(report);
    }

    public string Log(LogStream stream)
    {
        lock (_gate)
        {
            return _logs.TryGetValue(stream, out var log) ? log.ToString() : "";
        }
    }
}

/// <summary>What a test wants the worker to run.</summary>
internal sealed record Wish
{
    public byte[] Submission { get; init; } = Archive.Of(("predictions.txt", "1\n2\n"));

    public string SubmissionName { get; init; } = "submission.zip";

    public byte[] ScoringProgram { get; init; } = Archive.Of(("metadata", "command: python3 score.py $input $output"), ("score.py", "pass"));

    public byte[]? IngestionProgram { get; init; }

    public byte[]? InputData { get; init; }

    public byte[]? ReferenceData { get; init; }

    public string Image { get; init; } = "agon-runtime:1";

    public bool IngestionOnlyDuringScoring { get; init; }

    public bool WantsDetailedResults { get; init; }

    public int RenewEverySeconds { get; init; } = 1;

    public RunLimits Limits { get; init; } = new()
    {
        StepSeconds = 60,
        MemoryBytes = 256 << 20,
        Cpus = 1,
        Pids = 64,
        DirectoryBytes = 32 << 20,
        LogBytes = 1 << 20,
    };

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Json(object value) => JsonSerializer.Serialize(value);
}
