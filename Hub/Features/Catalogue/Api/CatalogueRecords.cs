using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Api;

/// <summary>A page of what was found.</summary>
internal sealed record FoundCompetitions
{
    public required IReadOnlyList<ListedCompetition> Items { get; init; }

    /// <summary>Which page, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>How many a page has at most.</summary>
    public required int PageSize { get; init; }

    /// <summary>How many there are in all.</summary>
    public required int Total { get; init; }

    /// <summary>By facet, how many there would be with another value of it and everything else as asked.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Facets { get; init; }
}

/// <summary>A competition of one of the hub's nodes.</summary>
internal sealed record ListedCompetition
{
    /// <summary>Its name in the hub's addresses; it stays when the title changes.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>One or two sentences, plain text.</summary>
    public required string Text { get; init; }

    public required string Organizer { get; init; }

    /// <summary>The institution it names, else its node's, else the node's name.</summary>
    public required string Institution { get; init; }

    /// <summary>The name of its node in the hub's addresses.</summary>
    public required string Node { get; init; }

    /// <summary>How it stands by the hub's clock.</summary>
    public required ListingStatus Status { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }
    public required IReadOnlyList<string> TaskTypes { get; init; }
    public required IReadOnlyList<string> Modalities { get; init; }

    /// <summary>What participants send in.</summary>
    public required IReadOnlyList<string> SubmissionKinds { get; init; }

    /// <summary>The language it is held in (BCP 47).</summary>
    public required string? Language { get; init; }

    public required string? Prize { get; init; }

    /// <summary>Whether some of its data never leave their site.</summary>
    public required bool IsConfidential { get; init; }

    /// <summary>4 stands for 1 to 4; null if the node did not tell.</summary>
    public required int? Participants { get; init; }

    /// <summary>4 stands for 1 to 4; null if the node did not tell.</summary>
    public required int? Submissions { get; init; }

    public required IReadOnlyList<ListedPhase> Phases { get; init; }

    /// <summary>When the hub heard of its last change.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Its page at this hub.</summary>
    public required string Url { get; init; }

    /// <summary>Its page at the node, where one takes part.</summary>
    public required string NodeUrl { get; init; }

    /// <summary>Its logo as this hub keeps it: PNG, JPEG, GIF or WebP; null if there is none.</summary>
    public required string? LogoUrl { get; init; }

    public static ListedCompetition Of(ListingRow row, Func<string, string> address) => new()
    {
        Slug = row.Slug,
        Title = row.Title,
        Text = row.Text,
        Organizer = row.Organizer,
        Institution = row.Institution,
        Node = row.Node,
        Status = row.Status,
        Tags = row.Tags,
        TaskTypes = row.TaskTypes,
        Modalities = row.Modalities,
        SubmissionKinds = row.SubmissionKinds,
        Language = row.Language,
        Prize = row.Prize,
        IsConfidential = row.IsConfidential,
        Participants = row.Participants,
        Submissions = row.Submissions,
        Phases = [.. row.Phases.Select(p => new ListedPhase { Number = p.Number, Name = p.Name, StartsAt = p.StartsAt, EndsAt = p.EndsAt })],
        ChangedAt = row.ChangedAt,
        Url = address(HubLinks.Competitions.Show(row.Slug)),
        NodeUrl = row.Address,
        LogoUrl = row.Logo is { } logo ? address(HubLinks.Competitions.Logo(row.Slug, logo)) : null,
    };
}

/// <summary>A phase: it takes submissions from its start up to, and not including, its end.</summary>
internal sealed record ListedPhase
{
    /// <summary>Its place, from 1.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Null if it has no end.</summary>
    public required DateTimeOffset? EndsAt { get; init; }
}

/// <summary>A page of a phase's standings, as its node published and signed them.</summary>
internal sealed record PublishedStandings
{
    /// <summary>The phase's place, from 1.</summary>
    public required int Phase { get; init; }

    public required string Title { get; init; }

    /// <summary>The key of the column that ranks.</summary>
    public required string Metric { get; init; }

    public required bool IsSmallerBetter { get; init; }

    /// <summary>SHA-256 of the scoring programs, one for each task in order.</summary>
    public required IReadOnlyList<string> Scorers { get; init; }

    /// <summary>SHA-256 of the reference data, one for each task in order; empty where a task has none.</summary>
    public required IReadOnlyList<string> References { get; init; }

    public required IReadOnlyList<PublishedColumn> Columns { get; init; }
    public required IReadOnlyList<PublishedRow> Items { get; init; }
    public required int Page { get; init; }
    public required int PageSize { get; init; }
    public required int Total { get; init; }

    /// <summary>The node's token about how these are compared.</summary>
    public required string Signature { get; init; }

    /// <summary>When the hub heard of their last change.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>A column of standings.</summary>
internal sealed record PublishedColumn
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required bool IsSmallerBetter { get; init; }

    /// <summary>How many decimals are shown.</summary>
    public required int Precision { get; init; }
}

/// <summary>An entry.</summary>
internal sealed record PublishedRow
{
    /// <summary>Equals share one (1, 2, 2, 4); null without a value of the metric.</summary>
    public required int? Rank { get; init; }

    /// <summary>Null if the person does not want to be named.</summary>
    public required string? Name { get; init; }

    public required IReadOnlyDictionary<string, double> Scores { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
}
