using System.Globalization;
using Agon.Portal.Text;

namespace Agon.Node.Features.Leaderboards;

/// <summary>What people are told about leaderboards.</summary>
internal static class LeaderboardMessages
{
    public const string Kept = "The organizers keep this leaderboard to themselves for now. Ask them when it will be shown.";

    /// <summary>What the values of a row are.</summary>
    public static string Values(LeaderboardQuery query) => query switch
    {
        { HasSeveralTasks: false } => "",
        { Task: { } task } => $"Values of the task {task.Name}.",
        _ => $"Values are the mean over {Counts.Of(query.Tasks.Count, "task")}.",
    };

    /// <summary>How a column is computed; null: the scoring program writes it.</summary>
    public static string? Computed(Leaderboard board, LeaderboardColumn column, bool showHidden)
    {
        if (column.Computation is not { } kind)
        {
            return null;
        }

        var sources = column.ComputedFrom.Select(key => board.Columns.Find(c => c.Key == key)).OfType<LeaderboardColumn>().ToList();
        var names = sources.Exists(c => c.IsHidden && !showHidden) ? "columns that are not all shown" : List([.. sources.Select(c => c.Title)]);
        return kind switch
        {
            ComputationKind.Average => $"{column.Title} is the mean of {names}.",
            ComputationKind.Sum => $"{column.Title} is the sum of {names}.",
            ComputationKind.Minimum => $"{column.Title} is the smallest of {names}.",
            ComputationKind.Maximum => $"{column.Title} is the largest of {names}.",
            ComputationKind.RankAverage when column.Weights.Count == sources.Count && sources.Count > 0 =>
                $"{column.Title} is the sum of the ranks in {names}, weighted with {List([.. column.Weights.Select(w => w.ToString(CultureInfo.InvariantCulture))])}.",
            ComputationKind.RankAverage => $"{column.Title} is the mean of the ranks in {names}.",
            ComputationKind.MeanReciprocalRank => $"{column.Title} is the mean of one divided by the rank in {names}.",
            _ => throw new ArgumentOutOfRangeException(nameof(column)),
        };
    }

    private static string List(string[] words) => words is [.. { Length: > 0 } first, var last] ? $"{string.Join(", ", first)} and {last}" : string.Concat(words);
}
