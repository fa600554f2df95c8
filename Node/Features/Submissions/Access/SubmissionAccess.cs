using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Runs;

namespace Agon.Node.Features.Submissions.Access;

/// <summary>A submission together with what one visitor may do with it and see of it: the rules, for pages and API alike.</summary>
/// <param name="Submission">With its phase, competition, leaderboard, file, and who sent it.</param>
/// <param name="IsOwner">Whether the visitor sent it.</param>
/// <param name="MayManage">Whether the visitor organizes the competition or runs the node.</param>
internal sealed record SubmissionAccess(Submission Submission, bool IsOwner, bool MayManage)
{
    public Phase Phase => Submission.Phase!;

    public Competition Competition => Phase.Competition!;

    /// <summary>All leaderboards, in their order; the submission may stand on any.</summary>
    public List<Leaderboard> Boards => Competition.Leaderboards;

    public bool MaySeeLogs => MayManage || !Phase.HideOutput;

    public bool MaySeeLog(Run run, LogStream stream) => MaySeeLogs && (stream != LogStream.Scoring || MaySeeScoring(run));

    public bool MaySeeOutput(Run run, string name) => MayManage || (!Phase.HideOutput && name switch
    {
        RunOutputs.Prediction => !Phase.HidePredictionOutput,
        RunOutputs.Scoring => !Phase.HideScoreOutput && MaySeeScoring(run),
        _ => Competition.EnableDetailedResults && !Phase.HideScoreOutput && MaySeeScoring(run),
    });

    /// <summary>Whether scores are shown at all: hidden leaderboards keep them from participants.</summary>
    public bool MaySeeScores => Boards.Exists(MaySee);

    public bool MaySee(Leaderboard board) => MayManage || !board.IsHidden;

    public bool MaySee(Leaderboard board, LeaderboardColumn column) => MayManage || !(board.IsHidden || column.IsHidden);

    public bool MayChoose(Leaderboard board) => IsOwner && board.SubmissionRule.IsChosen;

    /// <summary>What the leaderboards the visitor sees show of these scores, by the columns' keys; organizers see what no column shows, too.</summary>
    public IReadOnlyDictionary<string, double> Visible(SubmissionScores scores)
    {
        var visible = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var board in Boards)
        {
            foreach (var (key, value) in scores.On(board))
            {
                if (MaySee(board, board.Columns.Find(c => c.Key == key)!))
                {
                    visible.TryAdd(key, value);
                }
            }
        }

        // What a column computes goes before what a program wrote under the same key.
        foreach (var (key, value) in scores.Means.Where(_ => MayManage))
        {
            visible.TryAdd(key, value);
        }

        return visible;
    }

    // What a scoring program writes tells every score, the hidden ones too; and a cancelled run has none to tell.
    private bool MaySeeScoring(Run run) => MayManage || (run.Status != RunStatus.Cancelled && Boards.TrueForAll(b => b.Columns.TrueForAll(IsTold)));

    private bool IsTold(LeaderboardColumn column) =>
        column.Computation is not null || Boards.Exists(b => b.Columns.Exists(c => c.Key == column.Key && c.Computation is null && MaySee(b, c)));
}
