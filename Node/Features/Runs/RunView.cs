using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Leaderboards;
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

    /// <summary>What the submission scored, mean over its tasks, by key.</summary>
    public required IReadOnlyDictionary<string, double> Scores { get; init; }

    /// <summary>What its sender says of it.</summary>
    public required FactSheet Facts { get; init; }

    public required bool IsOnLeaderboard { get; init; }
    public required RunLimits Limits { get; init; }

    /// <summary>Where the page hears of news; null when all is over.</summary>
    public required string? Events { get; init; }

    /// <summary>Scores no visible column shows.</summary>
    public IEnumerable<string> Unshown => Scores.Keys.Where(k => !Access.Board.Columns.Exists(c => c.Key == k)).Order(StringComparer.Ordinal);

    public IEnumerable<LeaderboardColumn> Columns => Access.Board.Columns.Where(c => Access.MaySeeScore(c.Key));
}

/// <summary>How the queue is for a run that waits.</summary>
/// <param name="Before">Runs that have waited longer; those whose sender has more running come later all the same.</param>
/// <param name="Running">Runs that go on now.</param>
/// <param name="Recent">How long a recent run took on the average; null: none yet.</param>
internal sealed record QueueView(int Before, int Running, TimeSpan? Recent);
