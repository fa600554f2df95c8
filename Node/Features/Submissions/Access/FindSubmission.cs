using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Participation;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Submissions.Access;

/// <summary>Finds a submission for somebody; for everybody but its sender, the organizers and operators it does not exist.</summary>
internal sealed class FindSubmission(NodeDb db)
{
    public async Task<SubmissionAccess?> ExecuteAsync(Guid id, ClaimsPrincipal visitor, CancellationToken ct)
    {
        if (visitor.AccountId is not { } accountId)
        {
            return null;
        }

        var submission = await db.Submissions.AsNoTracking()
            .Include(s => s.Account)
            .Include(s => s.File)
            .Include(s => s.Phase!.Competition!.Leaderboards.OrderBy(l => l.Number)).ThenInclude(l => l.Columns.OrderBy(c => c.Number))
            .AsSplitQuery()
            .SingleOrDefaultAsync(s => s.Id == id, ct);
        if (submission is null)
        {
            return null;
        }

        var isOwner = submission.AccountId == accountId;
        var mayManage = visitor.IsInRole(Operators.Role) || await db.Participants.AnyAsync(
            p => p.CompetitionId == submission.CompetitionId && p.AccountId == accountId && p.Role == CompetitionRole.Organizer, ct);
        return isOwner || mayManage ? new SubmissionAccess(submission, isOwner, mayManage) : null;
    }

    /// <summary>The same for the submission of a run.</summary>
    public async Task<SubmissionAccess?> OfRunAsync(Guid runId, ClaimsPrincipal visitor, CancellationToken ct)
    {
        var id = await db.Runs.Where(r => r.Id == runId).Select(r => (Guid?)r.SubmissionId).SingleOrDefaultAsync(ct);
        return id is null ? null : await ExecuteAsync(id.Value, visitor, ct);
    }
}
