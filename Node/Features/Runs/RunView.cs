using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Submissions;
using Agon.Node.Features.Submissions.Access;

namespace Agon.Node.Features.Runs;

/// <summary>A submission's page, showing one of its runs, as one visitor may see it.</summary>
internal sealed record RunView
{
    public required SubmissionAccess Access { get; init; }

    /// <summary>All runs, oldest first, with their tasks.</summary>
    public required IReadOnlyList<Run> Runs { get; init; }

    /// <summary>The run shown, with all that belongs to it.</summary>
    public required Run Run { get; init; }

    public required IReadOnlyList<StepView> Steps { get; init; }
    public required IReadOnlyList<LogTail> Logs { get; init; }

    /// <summary>How the queue is; null unless the run waits.</summary>
    public required QueueView? Queue { get; init; }

    /// <summary>What the submission scored.</summary>
    public required SubmissionScores Scores { get; init; }

    /// <summary>Its rows on leaderboards.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }

    /// <summary>The leaderboards it stands on or could be put on, in their order.</summary>
    public IReadOnlyList<SubmissionPlace> Places => SubmissionPlace.Of(Access.Boards.Where(b => b.IsKnownTo(Access.MayManage)), Access.Submission.Status, Entries.Select(e => e.LeaderboardId));

    /// <summary>What its sender says of it.</summary>
    public required FactSheet Facts { get; init; }

    public required RunLimits Limits { get; init; }

    /// <summary>Where the page hears of news; null when all is over.</summary>
    public required string? Events { get; init; }

    /// <summary>Scores no visible column shows.</summary>
    public IEnumerable<string> Unshown => Scores.Means.Keys.Where(k => !Access.Boards.Exists(b => b.Columns.Exists(c => c.Key == k))).Order(StringComparer.Ordinal);

    /// <summary>What a leaderboard says of the submission, by the columns' keys: those that depend on ranks only while it stands there.</summary>
    public Dictionary<string, double> ValuesOn(Leaderboard board)
    {
        var values = Scores.On(board);
        var cells = Entries.FirstOrDefault(e => e.LeaderboardId == board.Id)?.Scores ?? [];
        foreach (var column in board.Columns.Where(c => Computations.IsOverRanks(board, c)))
        {
            if (cells.Find(c => c.ColumnId == column.Id) is { } cell)
            {
                values[column.Key] = cell.Value;
            }
        }

        return values;
    }
}

/// <summary>How the queue is for a run that waits.</summary>
/// <param name="Before">Runs that have waited longer; those whose sender has more running come later all the same.</param>
/// <param name="Running">Runs that go on now.</param>
/// <param name="Recent">How long a recent run took on the average; null: none yet.</param>
internal sealed record QueueView(int Before, int Running, TimeSpan? Recent);
