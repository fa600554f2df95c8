using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Competitions.Publishing;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>What an organizer sees of one competition at a glance.</summary>
internal sealed record DeskView
{
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<PublicationCheck> Checklist { get; init; }
    public required IReadOnlyDictionary<Guid, PhaseUse> Phases { get; init; }
    public required int Waiting { get; init; }

    /// <summary>Submissions that an organizer has to start.</summary>
    public required int ToStart { get; init; }

    public required RunQueue Queue { get; init; }

    /// <summary>Runs that failed in the last day by reason, the most frequent first.</summary>
    public required IReadOnlyList<FailureCount> Failures { get; init; }

    /// <summary>The newest of them.</summary>
    public required IReadOnlyList<FailedRun> LastFailed { get; init; }

    public required DiskUse Disk { get; init; }
}

/// <summary>How much a phase is used.</summary>
internal sealed record PhaseUse(int Submissions, int People);

/// <summary>What waits and what runs.</summary>
/// <param name="Waiting">Runs of this competition in the queue.</param>
/// <param name="OldestSince">Since when the first of them waits.</param>
/// <param name="Running">Runs of this competition that a worker has.</param>
/// <param name="Workers">Workers of this site seen lately.</param>
internal sealed record RunQueue(int Waiting, DateTimeOffset? OldestSince, int Running, int Workers);

internal sealed record FailureCount(RunFailureCode Code, int Count);

internal sealed record FailedRun(Guid SubmissionId, int Number, string Participant, RunFailureCode Code, string? Detail, DateTimeOffset EndedAt);

/// <summary>Bytes kept for a competition, by what they are for.</summary>
internal sealed record DiskUse(long Competition, long Submissions, long Outputs)
{
    public long Total => Competition + Submissions + Outputs;
}
