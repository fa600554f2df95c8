using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Finds the submission rule that says what several switches said: of the competition, and of its phases.</summary>
internal static class RuleOfVersion1
{
    public static SubmissionRule From(Section section, PhaseReading phases)
    {
        var isLastForced = section.Flag("force_submission_to_leaderboard", otherwise: false);
        var isChoiceTaken = section.Flag("disallow_leaderboard_modifying", otherwise: false);
        if (phases.IsBestForced)
        {
            return SubmissionRule.ForceBest;
        }

        if (isLastForced)
        {
            section.Note(section.PlaceOf("force_submission_to_leaderboard"), "a participant's last submission is on the leaderboard, as on CodaLab (Force_Last). Codabench would let participants choose.");
        }
        else if (phases.AreResultsHidden)
        {
            section.Note(section.PlaceOf("phases"), "where results are hidden nobody can choose: a participant's last submission is on the leaderboard, as on CodaLab (Force_Last).");
        }
        else if (isChoiceTaken)
        {
            section.Warn(section.PlaceOf("disallow_leaderboard_modifying"), "participants may not choose what is on the leaderboard, so their last submission is (Force_Last).");
        }

        return isLastForced || isChoiceTaken || phases.AreResultsHidden ? SubmissionRule.ForceLast : SubmissionRule.Add;
    }
}
