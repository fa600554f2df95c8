namespace Agon.Node.Features.Leaderboards;

/// <summary>One page of a phase's leaderboard, as the API tells it.</summary>
/// <param name="Columns">The metrics, in order.</param>
/// <param name="Entries">Best first; equals share a rank (1, 2, 2, 4).</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="PageSize">The most entries a page has.</param>
/// <param name="Total">How many entries there are.</param>
internal sealed record LeaderboardResource(
    IReadOnlyList<ColumnResource> Columns, IReadOnlyList<EntryResource> Entries, int Page, int PageSize, int Total)
{
    public static LeaderboardResource Of(LeaderboardView view) => new(
        [.. view.Columns.Select(c => new ColumnResource(c.Key, c.Title, c.Sorting, c.Precision, c.IsPrimary))],
        [.. view.Entries.Select(e => new EntryResource(e.Rank, e.Participant, e.SubmissionId, e.SubmissionNumber, e.SubmittedAt, e.Scores))],
        view.Paging.Page, view.Paging.PageSize, view.Paging.Total);
}

/// <summary>A metric.</summary>
/// <param name="Key">The key the scoring program writes.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Sorting">Whether larger (<c>Descending</c>) or smaller (<c>Ascending</c>) is better.</param>
/// <param name="Precision">Decimals shown to people; values here are whole.</param>
/// <param name="IsPrimary">Whether it ranks.</param>
internal sealed record ColumnResource(string Key, string Title, SortDirection Sorting, int Precision, bool IsPrimary);

/// <summary>A row.</summary>
/// <param name="Rank">Null while there is no value to rank by.</param>
/// <param name="Participant">The display name.</param>
/// <param name="Submission">The submission's identifier.</param>
/// <param name="SubmissionNumber">Its number in the competition.</param>
/// <param name="CreatedAt">When it was sent, UTC.</param>
/// <param name="Scores">Mean over the tasks, by column key.</param>
internal sealed record EntryResource(
    int? Rank, string Participant, Guid Submission, int SubmissionNumber, DateTimeOffset CreatedAt, IReadOnlyDictionary<string, double> Scores);
