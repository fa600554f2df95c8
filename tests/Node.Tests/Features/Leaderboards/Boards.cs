using Agon.Node.Features.Competitions;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Tests.Features.Leaderboards;

/// <summary>Makes leaderboards for tests, to be saved with their competition.</summary>
internal static class Boards
{
    /// <summary>A further leaderboard with the columns accuracy (larger is better) and loss (smaller is better).</summary>
    public static Leaderboard AddBoard(this Competition competition, string key, SubmissionRule rule = SubmissionRule.ForceBest, int primary = 1, bool isHidden = false)
    {
        var board = new Leaderboard
        {
            Id = Guid.CreateVersion7(),
            Number = competition.Leaderboards.Count + 1,
            Title = $"The {key} board",
            Key = key,
            SubmissionRule = rule,
            PrimaryColumn = primary,
            IsHidden = isHidden,
        };
        board.AddColumn("accuracy");
        board.AddColumn("loss", SortDirection.Ascending);
        competition.Leaderboards.Add(board);
        return board;
    }

    public static LeaderboardColumn AddColumn(this Leaderboard board, string key, SortDirection sorting = SortDirection.Descending) => board.Add(key, sorting, null, [], []);

    /// <summary>A computed column.</summary>
    public static LeaderboardColumn AddComputed(
        this Leaderboard board, string key, ComputationKind kind, string[] from, SortDirection sorting = SortDirection.Descending, double[]? weights = null) =>
        board.Add(key, sorting, kind, from, weights ?? []);

    /// <summary>A second task in the first phase.</summary>
    public static CompetitionTask AddTask(this Competition competition)
    {
        var task = new CompetitionTask { Id = Guid.CreateVersion7(), Number = 2, Name = "Second", ScoringProgramId = competition.Tasks[0].ScoringProgramId };
        competition.Tasks.Add(task);
        competition.Phases[0].Tasks.Add(new PhaseTask { TaskId = task.Id, Number = 2 });
        return task;
    }

    private static LeaderboardColumn Add(this Leaderboard board, string key, SortDirection sorting, ComputationKind? kind, string[] from, double[] weights)
    {
        var column = new LeaderboardColumn
        {
            Id = Guid.CreateVersion7(),
            Number = board.Columns.Count + 1,
            Key = key,
            Title = $"{char.ToUpperInvariant(key[0])}{key[1..]}",
            Sorting = sorting,
            Computation = kind,
            ComputedFrom = [.. from],
            Weights = [.. weights],
        };
        board.Columns.Add(column);
        return column;
    }
}
