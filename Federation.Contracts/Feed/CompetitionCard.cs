namespace Agon.Federation.Contracts.Feed;

/// <summary>What a competition is: the body of a <see cref="RecordKinds.Competition"/>. All texts are plain; nothing in it is markup.</summary>
public sealed record CompetitionCard
{
    /// <summary>The form this is written in.</summary>
    public const int Latest = 1;

    /// <summary>The longest title, in characters.</summary>
    public const int TitleMaxLength = 256;

    /// <summary>The longest text, in characters.</summary>
    public const int TextMaxLength = 500;

    /// <summary>The longest name, prize, or description of hardware, in characters.</summary>
    public const int LineMaxLength = 256;

    /// <summary>The longest address, in characters.</summary>
    public const int AddressMaxLength = 500;

    /// <summary>The longest word, in characters.</summary>
    public const int WordMaxLength = 40;

    /// <summary>The most tags, task types, modalities or kinds of submission.</summary>
    public const int MaxWords = 20;

    /// <summary>The most phases.</summary>
    public const int MaxPhases = 100;

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences about it.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>Its page; an address of the node.</summary>
    public required string Address { get; init; }

    /// <summary>Who organizes it.</summary>
    public required string Organizer { get; init; }

    /// <summary>The institution behind it.</summary>
    public string? Institution { get; init; }

    /// <summary>Its logo; null if there is none.</summary>
    public CardLogo? Logo { get; init; }

    /// <summary>The organizer's own words for it.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>What is to be done: words of <see cref="TaskTypes"/>, or others.</summary>
    public IReadOnlyList<string> TaskTypes { get; init => field = value ?? []; } = [];

    /// <summary>What the data are: words of <see cref="Modalities"/>, or others.</summary>
    public IReadOnlyList<string> Modalities { get; init => field = value ?? []; } = [];

    /// <summary>What is sent in: words of <see cref="SubmissionKinds"/>, or others.</summary>
    public IReadOnlyList<string> SubmissionKinds { get; init => field = value ?? []; } = [];

    /// <summary>What there is to win.</summary>
    public string? Prize { get; init; }

    /// <summary>The language it is held in (BCP 47), for instance <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The page with its rules; an address of the node.</summary>
    public string? Rules { get; init; }

    /// <summary>What submissions run on.</summary>
    public string? Hardware { get; init; }

    /// <summary>Whether some of its data never leave their site.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>Whether an organizer decides who takes part.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>When it became public.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Its phases, in order; they follow each other, and only the last may have no end.</summary>
    public required IReadOnlyList<CardPhase> Phases { get; init; }
}

/// <summary>A phase of a competition: it takes submissions from <see cref="StartsAt"/> up to, and not including, <see cref="EndsAt"/>.</summary>
public sealed record CardPhase
{
    /// <summary>Its id at the node, as in the keys of its standings.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Its first instant.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>The instant it is over; null if it has no end.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>A picture that stands for a competition. The hub fetches it and keeps its own.</summary>
/// <param name="Address">Where it is; an address of the node.</param>
/// <param name="Sha256">SHA-256 of its bytes, in small hexadecimal digits.</param>
public sealed record CardLogo(string Address, string Sha256);

/// <summary>How much goes on in a competition: the body of a <see cref="RecordKinds.Activity"/>.</summary>
public sealed record CompetitionActivity
{
    /// <summary>The form this is written in.</summary>
    public const int Latest = 1;

    /// <summary>What a number from 1 to 4 is told as: so few could be known by it.</summary>
    public const int Few = 4;

    /// <summary>The largest number.</summary>
    public const int Most = 1_000_000_000;

    /// <summary>Who takes part; a number from 1 to 4 is told as 4.</summary>
    public required int Participants { get; init; }

    /// <summary>What they sent in; likewise.</summary>
    public required int Submissions { get; init; }

    /// <summary>The day of the newest submission, UTC; null if there is none.</summary>
    public DateOnly? LastSubmissionOn { get; init; }

    /// <summary>How a number is told.</summary>
    public static int Round(int number) => number is > 0 and < Few ? Few : Math.Min(number, Most);
}

/// <summary>The field's words for what is to be done.</summary>
public static class TaskTypes
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "anomaly-detection", "causal-inference", "classification", "clustering", "compression", "detection", "forecasting", "generation", "matching",
        "optimization", "question-answering", "ranking", "reconstruction", "recommendation", "registration", "regression", "reinforcement-learning",
        "segmentation", "summarization", "tracking", "translation", "other",
    ];
}

/// <summary>The field's words for what data are.</summary>
public static class Modalities
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All =
        ["audio", "code", "graph", "image", "medical-image", "molecule", "point-cloud", "satellite", "simulation", "tabular", "text", "time-series", "video", "other"];
}

/// <summary>What participants send in.</summary>
public static class SubmissionKinds
{
    /// <summary>Files with predictions.</summary>
    public const string Results = "results";

    /// <summary>Programs that the node's workers run.</summary>
    public const string Code = "code";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Results, Code];
}
