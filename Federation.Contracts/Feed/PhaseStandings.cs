namespace Agon.Federation.Contracts.Feed;

/// <summary>How entries of a phase are compared: the body of a <see cref="RecordKinds.Standings"/>. Hidden leaderboards and columns are not told.</summary>
public sealed record PhaseStandings
{
    /// <summary>The form this is written in.</summary>
    public const int Latest = 1;

    /// <summary>The longest title or key, in characters.</summary>
    public const int NameMaxLength = 64;

    /// <summary>The most columns.</summary>
    public const int MaxColumns = 50;

    /// <summary>The most programs and data sets.</summary>
    public const int MaxDigests = 100;

    /// <summary>The most decimals shown.</summary>
    public const int MaxPrecision = 15;

    /// <summary>The competition's id.</summary>
    public required string Competition { get; init; }

    /// <summary>What the leaderboard is called.</summary>
    public required string Title { get; init; }

    /// <summary>Its columns, in order.</summary>
    public required IReadOnlyList<StandingsColumn> Columns { get; init; }

    /// <summary>The key of the column that ranks; one of <see cref="Columns"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>SHA-256 of the scoring programs, one for each task in order, in small hexadecimal digits.</summary>
    public required IReadOnlyList<string> Scorers { get; init; }

    /// <summary>SHA-256 of the reference data they compare with, one for each task in order; empty where a task has none.</summary>
    public IReadOnlyList<string> References { get; init => field = value ?? []; } = [];
}

/// <summary>A column of standings: a metric.</summary>
public sealed record StandingsColumn
{
    /// <summary>The key under which the scoring program writes it.</summary>
    public required string Key { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>Whether smaller is better.</summary>
    public required bool IsSmallerBetter { get; init; }

    /// <summary>Decimals shown.</summary>
    public int Precision { get; init; } = 2;
}

/// <summary>One row of standings: the body of an <see cref="RecordKinds.Entry"/>.</summary>
public sealed record StandingsEntry
{
    /// <summary>The form this is written in.</summary>
    public const int Latest = 1;

    /// <summary>The longest subject, in characters.</summary>
    public const int SubjectMaxLength = 255;

    /// <summary>The longest name, in characters.</summary>
    public const int NameMaxLength = 80;

    /// <summary>The phase's id.</summary>
    public required string Standings { get; init; }

    /// <summary>Who it is, as the hub calls them at this node (<c>sub</c>); null unless they agreed to be shown.</summary>
    public string? Subject { get; init; }

    /// <summary>What they are called; null unless they agreed to be shown.</summary>
    public string? Name { get; init; }

    /// <summary>The values by the columns' keys. A metric that is missing stands last.</summary>
    public required IReadOnlyDictionary<string, double> Scores { get; init; }

    /// <summary>When the submission was sent: of equals the earlier stands first, on the same rank.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }
}
