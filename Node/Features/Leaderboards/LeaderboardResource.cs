namespace Agon.Node.Features.Leaderboards;

/// <summary>One page of a leaderboard, as the API tells it.</summary>
/// <param name="Key">Which leaderboard of the competition it is.</param>
/// <param name="Title">Its title.</param>
/// <param name="SubmissionRule">Which submissions become entries.</param>
/// <param name="Tasks">The phase's tasks, in order.</param>
/// <param name="Task">The number of the task whose values these are; null: they are the mean over all.</param>
/// <param name="Columns">The metrics, in order.</param>
/// <param name="Questions">What was asked of submissions and stands on leaderboards, in order.</param>
/// <param name="Entries">Best first; equals share a rank (1, 2, 2, 4).</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="PageSize">The most entries a page has.</param>
/// <param name="Total">How many entries there are.</param>
internal sealed record LeaderboardResource(
    string Key, string Title, SubmissionRule SubmissionRule, IReadOnlyList<TaskResource> Tasks, int? Task,
    IReadOnlyList<ColumnResource> Columns, IReadOnlyList<QuestionResource> Questions, IReadOnlyList<EntryResource> Entries, int Page, int PageSize, int Total)
{
    public static LeaderboardResource Of(LeaderboardView view)
    {
        var (query, board) = (view.Query, view.Query.Board);
        return new LeaderboardResource(
            board.Key, board.Title, board.SubmissionRule, [.. query.Tasks.Select(t => new TaskResource(t.Number, t.Name))], query.Task?.Number,
            [.. view.Columns.Select(c => new ColumnResource(c.Key, c.Title, c.Sorting, c.Precision, c.IsPrimary, c.Group, c.Computed))],
            [.. view.Questions.Select(q => new QuestionResource(q.Key, q.Title))],
            [.. view.Entries.Select(e => EntryResource.Of(e, query))],
            view.Paging.Page, view.Paging.PageSize, view.Paging.Total);
    }
}

/// <summary>A task of the phase.</summary>
/// <param name="Number">Its place in the phase, from 1.</param>
/// <param name="Name">Its name.</param>
internal sealed record TaskResource(int Number, string Name);

/// <summary>A question of the fact sheet.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Title">What is asked.</param>
internal sealed record QuestionResource(string Key, string Title);

/// <summary>A metric.</summary>
/// <param name="Key">The key the scoring program writes, or a computed column's own.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Sorting">Whether larger (<c>Descending</c>) or smaller (<c>Ascending</c>) is better.</param>
/// <param name="Precision">Decimals shown to people; values here are whole.</param>
/// <param name="IsPrimary">Whether it ranks.</param>
/// <param name="Group">The heading over it and its neighbours.</param>
/// <param name="Computed">How it is computed, in a sentence; null: the scoring program writes it.</param>
internal sealed record ColumnResource(string Key, string Title, SortDirection Sorting, int Precision, bool IsPrimary, string? Group, string? Computed);

/// <summary>A row.</summary>
/// <param name="Rank">Null while there is no value to rank by.</param>
/// <param name="Participant">The display name.</param>
/// <param name="Submission">The submission's identifier.</param>
/// <param name="SubmissionNumber">Its number in the competition.</param>
/// <param name="CreatedAt">When it was sent, UTC.</param>
/// <param name="Scores">By column key: mean over the tasks, or of the task that was asked for.</param>
/// <param name="Facts">What its sender says of it, by the question's key.</param>
/// <param name="TaskScores">The same for each task, where there are several and none was asked for.</param>
internal sealed record EntryResource(
    int? Rank, string Participant, Guid Submission, int SubmissionNumber, DateTimeOffset CreatedAt, IReadOnlyDictionary<string, double> Scores,
    IReadOnlyDictionary<string, string> Facts, IReadOnlyList<TaskScoresResource> TaskScores)
{
    public static EntryResource Of(EntryView entry, LeaderboardQuery query) => new(
        entry.Rank, entry.Participant, entry.SubmissionId, entry.SubmissionNumber, entry.SubmittedAt, entry.Scores, entry.Facts,
        [.. query.Tasks.Where(t => entry.TaskScores.ContainsKey(t.Id)).Select(t => new TaskScoresResource(t.Number, entry.TaskScores[t.Id]))]);
}

/// <summary>The cells of one task.</summary>
/// <param name="Task">Its number.</param>
/// <param name="Scores">By column key.</param>
internal sealed record TaskScoresResource(int Task, IReadOnlyDictionary<string, double> Scores);
