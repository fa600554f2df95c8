using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Participation;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Head;

/// <summary>Reads what the head of a competition's pages shows: one query, and one more for those who take part.</summary>
internal sealed class ReadCompetitionHead(NodeDb db, CompetitionAccess access, CheckEligibility eligibility, TimeProvider clock)
{
    public async Task<CompetitionHead> ExecuteAsync(CancellationToken ct)
    {
        var (mayManage, now) = (access.MayManage, clock.GetUtcNow());
        var read = await db.Competitions.AsNoTracking()
            .Where(c => c.Id == access.Competition.Id)
            .Select(c => new
            {
                Participants = db.Participants.Count(p =>
                    p.CompetitionId == c.Id && p.Role == CompetitionRole.Participant && p.State == ParticipantState.Approved),
                Submissions = db.Submissions.Count(s => s.CompetitionId == c.Id),
                Waiting = mayManage ? db.Participants.Count(p => p.CompetitionId == c.Id && p.State == ParticipantState.Pending) : 0,
                Texts = c.Pages.Where(p => p.Number > 1 && p.Title != CompetitionPage.DataTitle).OrderBy(p => p.Number).Select(p => new TextTab(p.Number, p.Title)).ToList(),
            })
            .SingleAsync(ct);
        return new CompetitionHead
        {
            Access = access,
            Now = now,
            Participants = read.Participants,
            Submissions = read.Submissions,
            Waiting = read.Waiting,
            Limits = access.TakesPart && access.Competition.PhaseOpenAt(now) is { } phase ? await eligibility.LimitsAsync(phase, access.AccountId!.Value, ct) : null,
            Texts = read.Texts,
        };
    }
}
