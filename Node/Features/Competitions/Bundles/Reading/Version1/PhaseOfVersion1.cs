namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>One phase as it is written, before its end and its neighbours are known.</summary>
internal sealed class PhaseOfVersion1(Section section)
{
    public Section Section { get; } = section;
    public int? Number { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset? Starts { get; init; }
    public bool NeverEnds { get; init; }
    public bool IsParent { get; init; }
    public int? Parent { get; init; }
    public bool HidesResults { get; init; }
    public bool ForcesBest { get; init; }
    public bool Migrates { get; init; }

    /// <summary>What is measured: its own task or, for a parent, those of its children.</summary>
    public IReadOnlyList<ManifestTask> Tasks { get; init; } = [];

    public required ManifestPhase Rest { get; init; }
    public required IReadOnlyList<ManifestDataLink> DataLinks { get; init; }

    /// <summary>Whether two phases ask the same of participants, so that they may be one phase of two tasks.</summary>
    public bool AsksTheSameAs(PhaseOfVersion1 other) =>
        (Starts, Rest.MaxSubmissions, Rest.MaxSubmissionsPerDay, Rest.ExecutionTimeLimit, Rest.AcceptsOnlyResults, HidesResults, ForcesBest)
        == (other.Starts, other.Rest.MaxSubmissions, other.Rest.MaxSubmissionsPerDay, other.Rest.ExecutionTimeLimit, other.Rest.AcceptsOnlyResults, other.HidesResults, other.ForcesBest);
}

/// <summary>What the phases of a manifest say, also about the competition as a whole.</summary>
/// <param name="Phases">In the order of time.</param>
/// <param name="Tasks">Each set of files once.</param>
/// <param name="DataLinks">Data sets on other sites.</param>
/// <param name="IsBestForced">Whether participants' best submissions are to be on the leaderboard.</param>
/// <param name="AreResultsHidden">Whether only organizers are to see results.</param>
internal sealed record PhaseReading(
    IReadOnlyList<ManifestPhase> Phases, IReadOnlyList<ManifestTask> Tasks, IReadOnlyList<ManifestDataLink> DataLinks, bool IsBestForced, bool AreResultsHidden);
