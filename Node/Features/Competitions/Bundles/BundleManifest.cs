using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Competitions.Manage;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>What a bundle says about its competition, whatever format it was written in. Files are named here, not contained.</summary>
internal sealed record BundleManifest
{
    public required string Title { get; init; }
    public string Description { get; init; } = "";
    public PathReference? Image { get; init; }
    public required PathReference Terms { get; init; }
    public bool IsRegistrationAutoApproved { get; init; }
    public string DockerImage { get; init; } = Competition.DefaultDockerImage;
    public bool EnableDetailedResults { get; init; }
    public bool RunsSubmissionsAtOnce { get; init; } = true;
    public bool MakeProgramsAvailable { get; init; }
    public bool MakeInputDataAvailable { get; init; }
    public string? Reward { get; init; }
    public string? ContactEmail { get; init; }
    public string? ReportUrl { get; init; }

    /// <summary>E-mail addresses of people who need no approval.</summary>
    public IReadOnlyList<string> LetInAddresses { get; init; } = [];

    /// <summary>What a hub is told; null: nothing is said of it.</summary>
    public ListingValues? Listing { get; init; }

    public IReadOnlyList<ManifestQuestion> FactSheet { get; init; } = [];
    public IReadOnlyList<ManifestPage> Pages { get; init; } = [];

    /// <summary>Data sets on other sites, to be linked on the page about data.</summary>
    public IReadOnlyList<ManifestDataLink> DataLinks { get; init; } = [];

    public IReadOnlyList<ManifestTask> Tasks { get; init; } = [];

    public IReadOnlyList<ManifestSolution> Solutions { get; init; } = [];

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<ManifestPhase> Phases { get; init; } = [];

    /// <summary>At least one; the first is the main one. Every phase shows all of them.</summary>
    public required IReadOnlyList<ManifestLeaderboard> Leaderboards { get; init; }
}

/// <summary>A file or folder of the bundle, as it was written, and where.</summary>
internal sealed record PathReference(string Path, YamlPlace Place);

internal sealed record ManifestPage(string Title, PathReference File);

/// <param name="Name">What it is called.</param>
/// <param name="Url">An address of the web.</param>
/// <param name="Description">What is in it, or nothing.</param>
internal sealed record ManifestDataLink(string Name, string Url, string Description);

internal sealed record ManifestQuestion
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required FactKind Kind { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];
    public bool IsRequired { get; init; }
    public bool IsOnLeaderboard { get; init; }
}

internal sealed record ManifestTask
{
    /// <summary>What phases call it.</summary>
    public required string Index { get; init; }

    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public bool IngestionOnlyDuringScoring { get; init; }
    public required PathReference ScoringProgram { get; init; }
    public PathReference? IngestionProgram { get; init; }
    public PathReference? InputData { get; init; }
    public PathReference? ReferenceData { get; init; }
}

internal sealed record ManifestSolution
{
    public required string Name { get; init; }
    public string Description { get; init; } = "";

    /// <summary>The <see cref="ManifestTask.Index"/> of each task it is for.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    public required PathReference File { get; init; }
}

internal sealed record ManifestPhase
{
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public required DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The <see cref="ManifestTask.Index"/> of each of its tasks.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    public int? MaxSubmissionsPerDay { get; init; }
    public int? MaxSubmissions { get; init; }
    public bool AcceptsOnlyResults { get; init; }
    public int ExecutionTimeLimit { get; init; } = Phase.DefaultExecutionTimeLimit;
    public bool HideOutput { get; init; }
    public bool HidePredictionOutput { get; init; }
    public bool HideScoreOutput { get; init; }
    public PathReference? StartingKit { get; init; }
    public PathReference? PublicData { get; init; }
}

internal sealed record ManifestLeaderboard
{
    public required string Title { get; init; }
    public required string Key { get; init; }
    public SubmissionRule SubmissionRule { get; init; }
    public bool IsHidden { get; init; }

    /// <summary>In the order of display.</summary>
    public required IReadOnlyList<ManifestColumn> Columns { get; init; }

    /// <summary>The place of the column that ranks, from 1.</summary>
    public required int PrimaryColumn { get; init; }

    /// <summary>Headings over several columns, in the order of display.</summary>
    public IReadOnlyList<ManifestColumnGroup> ColumnGroups { get; init; } = [];
}

internal sealed record ManifestColumnGroup(string Key, string Title);

internal sealed record ManifestColumn(string Title, string Key, SortDirection Sorting, int Precision, bool IsHidden)
{
    /// <summary>How it is computed; null: the scoring program writes it.</summary>
    public ManifestComputation? Computation { get; init; }

    /// <summary>The key of the group it belongs to.</summary>
    public string? Group { get; init; }
}

/// <summary>How a column comes from others of its leaderboard.</summary>
/// <param name="Kind">What is done with them.</param>
/// <param name="Columns">Their keys; none of them leads back to the column itself.</param>
/// <param name="Weights">One for each, for <see cref="ComputationKind.RankAverage"/>; null: all count alike.</param>
internal sealed record ManifestComputation(ComputationKind Kind, IReadOnlyList<string> Columns, IReadOnlyList<double>? Weights = null);
