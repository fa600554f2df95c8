namespace Agon.Node.Features.Leaderboards;

/// <summary>What a submission scored: by task, and the mean over them of each key that all of them have.</summary>
/// <param name="ByTask">By the task and the key; nothing of a task that is not scored.</param>
internal sealed record SubmissionScores(IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, double>> ByTask)
{
    public static readonly SubmissionScores None = new(new Dictionary<Guid, IReadOnlyDictionary<string, double>>());

    public IReadOnlyDictionary<string, double> Means { get; } = ByTask.Values.SelectMany(t => t).GroupBy(s => s.Key, StringComparer.Ordinal)
        .Where(k => k.Count() == ByTask.Count)
        .ToDictionary(k => k.Key, k => k.Average(s => s.Value), StringComparer.Ordinal);

    /// <summary>The values of a leaderboard's columns, those that depend on nobody else.</summary>
    public Dictionary<string, double> On(Leaderboard board) => On(board, Means);

    public static Dictionary<string, double> On(Leaderboard board, IReadOnlyDictionary<string, double> scores)
    {
        var row = board.Columns.Where(c => scores.ContainsKey(c.Key)).ToDictionary(c => c.Key, c => scores[c.Key], StringComparer.Ordinal);
        Computations.FillOwn(board, row);
        return row;
    }

    /// <summary>The value by which the best of somebody's submissions is found.</summary>
    public double? DecisiveOn(Leaderboard board) => On(board).TryGetValue(board.Decisive.Key, out var value) ? value : null;
}
