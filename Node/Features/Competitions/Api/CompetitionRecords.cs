using Agon.Node.Features.Competitions.Downloads;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Api;

/// <summary>What the API always tells of a competition.</summary>
internal abstract record CompetitionFacts
{
    /// <summary>Its name in addresses.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>One or two sentences, plain text.</summary>
    public required string Description { get; init; }

    /// <summary>The display name of who made it.</summary>
    public required string Organizer { get; init; }

    /// <summary>Where it is in time.</summary>
    public required CompetitionStatus Status { get; init; }

    /// <summary>False for a draft, which only its organizers see.</summary>
    public required bool IsPublished { get; init; }

    /// <summary>What there is to win, in words.</summary>
    public string? Reward { get; init; }

    /// <summary>People taking part, without organizers.</summary>
    public required int Participants { get; init; }

    public required int Submissions { get; init; }

    /// <summary>Its page for people, a path on this host.</summary>
    public required string Url { get; init; }
}

/// <summary>A competition in a list.</summary>
internal sealed record CompetitionSummary : CompetitionFacts
{
    public required IReadOnlyList<PhaseSummary> Phases { get; init; }
}

/// <summary>A phase in a list.</summary>
internal record PhaseSummary
{
    /// <summary>Its place, from 1: its name in addresses.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }
    public required PhaseState State { get; init; }
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>The first instant at which it is closed; null: it never ends.</summary>
    public required DateTimeOffset? EndsAt { get; init; }
}

/// <summary>A phase with its rules.</summary>
internal sealed record PhaseDetail : PhaseSummary
{
    public required string Description { get; init; }

    /// <summary>Per person and UTC day; null: no limit.</summary>
    public required int? MaxSubmissionsPerDay { get; init; }

    /// <summary>Per person in the whole phase; null: no limit.</summary>
    public required int? MaxSubmissions { get; init; }

    /// <summary>Seconds for each step of a run.</summary>
    public required int ExecutionTimeLimit { get; init; }

    /// <summary>What a submission is measured by, in order.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>The key of the main leaderboard; the phase has the others of the competition too.</summary>
    public required string Leaderboard { get; init; }

    /// <summary>Downloads for those who take part.</summary>
    public required IReadOnlyList<PhaseDownload> Files { get; init; }
}

/// <summary>A file that a phase hands out.</summary>
/// <param name="Kind">StartingKit or PublicData.</param>
/// <param name="Name">The name it is downloaded under.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its digest, 64 lower-case hexadecimal digits.</param>
/// <param name="Url">Where to get it, a path on this host; asks for the scope <c>read</c>.</param>
internal sealed record PhaseDownload(PhaseFile Kind, string Name, long Bytes, string Sha256, string Url);

/// <summary>A competition with everything its pages show.</summary>
internal sealed record CompetitionDetail : CompetitionFacts
{
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The rules to accept, Markdown or HTML as the organizer wrote them: clean them before showing.</summary>
    public required string Terms { get; init; }

    /// <summary>SHA-256 of the terms in UTF-8; send it along when joining.</summary>
    public required string TermsSha256 { get; init; }

    /// <summary>Whether joining needs no approval.</summary>
    public required bool IsRegistrationAutoApproved { get; init; }

    public required string? ContactEmail { get; init; }

    /// <summary>Where a report about it is.</summary>
    public required string? ReportUrl { get; init; }

    /// <summary>The container image that programs and submissions run in.</summary>
    public required string DockerImage { get; init; }

    public required IReadOnlyList<PhaseDetail> Phases { get; init; }
    public required IReadOnlyList<TextPage> Pages { get; init; }
    public required IReadOnlyList<LeaderboardDetail> Leaderboards { get; init; }
}

/// <summary>A page of text, Markdown or HTML as the organizer wrote it: clean it before showing.</summary>
internal sealed record TextPage(int Number, string Title, string Content);

/// <summary>How a leaderboard compares.</summary>
/// <param name="Key">Its name among the competition's leaderboards.</param>
/// <param name="Title">Its title.</param>
/// <param name="SubmissionRule">Which submissions become entries.</param>
/// <param name="Columns">Its columns in order.</param>
internal sealed record LeaderboardDetail(string Key, string Title, SubmissionRule SubmissionRule, IReadOnlyList<ColumnDetail> Columns);

/// <summary>One metric.</summary>
/// <param name="Key">The key under which the scoring program writes it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sorting">Whether larger or smaller is better.</param>
/// <param name="Precision">Decimals shown.</param>
/// <param name="IsPrimary">Whether it ranks.</param>
/// <param name="Computation">How it comes from other columns; null: the scoring program writes it.</param>
/// <param name="ComputedFrom">The keys of those columns.</param>
/// <param name="Group">The heading over it and its neighbours.</param>
internal sealed record ColumnDetail(
    string Key, string Title, SortDirection Sorting, int Precision, bool IsPrimary, ComputationKind? Computation, IReadOnlyList<string> ComputedFrom, string? Group);
