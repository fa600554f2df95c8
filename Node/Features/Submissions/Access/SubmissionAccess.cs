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

    public Leaderboard Board => Phase.Leaderboard!;

    public bool MaySeeLogs => MayManage || !Phase.HideOutput;

    public bool MaySeeLog(Run run, LogStream stream) => MaySeeLogs && (stream != LogStream.Scoring || MaySeeScoring(run));

    public bool MaySeeOutput(Run run, string name) => MayManage || (!Phase.HideOutput && name switch
    {
        RunOutputs.Prediction => !Phase.HidePredictionOutput,
        RunOutputs.Scoring => !Phase.HideScoreOutput && MaySeeScoring(run),
        _ => Competition.EnableDetailedResults && !Phase.HideScoreOutput && MaySeeScoring(run),
    });

    /// <summary>Whether scores are shown at all: a hidden leaderboard keeps them from participants.</summary>
    public bool MaySeeScores => MayManage || !Board.IsHidden;

    /// <summary>Whether the value of a score is shown; one that no visible column shows is for organizers.</summary>
    public bool MaySeeScore(string key) => MayManage || (!Board.IsHidden && Board.Columns.Exists(c => c.Key == key && !c.IsHidden));

    // What a scoring program writes tells every score, the hidden ones too; and a cancelled run has none to tell.
    private bool MaySeeScoring(Run run) => MayManage || (!Board.IsHidden && !Board.Columns.Exists(c => c.IsHidden) && run.Status != RunStatus.Cancelled);

    public bool MayChooseEntry => IsOwner && Board.SubmissionRule == SubmissionRule.Add;

    public IReadOnlyDictionary<string, double> Visible(IReadOnlyDictionary<string, double> scores) =>
        scores.Where(s => MaySeeScore(s.Key)).ToDictionary(s => s.Key, s => s.Value);
}
