using Agon.Node.Data;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads the points of a phase's plot. Where participants choose what is shown, only what they chose is drawn.</summary>
internal sealed class ReadScorePlot(NodeDb db)
{
    public async Task<ScorePlot?> ExecuteAsync(LeaderboardPhase phase, ColumnView primary, CancellationToken ct)
    {
        var points = phase.Rule == SubmissionRule.Add
            ? db.Entries.Where(e => e.PhaseId == phase.Id && e.Primary != null).OrderBy(e => e.SubmittedAt).Select(e => new ScorePoint(e.SubmittedAt, e.Primary!.Value))
            : db.Submissions.Where(s => s.PhaseId == phase.Id && s.Status == SubmissionStatus.Scored && s.Primary != null)
                .OrderBy(s => s.CreatedAt).Select(s => new ScorePoint(s.CreatedAt, s.Primary!.Value));
        return ScorePlot.Draw(await points.ToListAsync(ct), primary.Sorting, primary.Precision);
    }
}
