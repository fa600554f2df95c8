using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Access;

/// <summary>Finds a competition by its slug, for somebody; a draft does not exist for those who neither manage it nor came by its link.</summary>
internal sealed class FindCompetition(NodeDb db, DraftKeys keys)
{
    public async Task<CompetitionAccess?> ExecuteAsync(string slug, ClaimsPrincipal visitor, CancellationToken ct)
    {
        // Split, or the terms would come once per phase.
        var competition = await db.Competitions
            .Include(c => c.CreatedBy)
            .Include(c => c.Logo)
            .Include(c => c.Phases.OrderBy(p => p.Number))
            .AsSplitQuery()
            .SingleOrDefaultAsync(c => c.Slug == slug, ct);
        if (competition is null)
        {
            return null;
        }

        var accountId = visitor.AccountId;
        var participant = accountId is null
            ? null
            : await db.Participants.SingleOrDefaultAsync(p => p.CompetitionId == competition.Id && p.AccountId == accountId, ct);
        var access = new CompetitionAccess(competition, accountId, participant, visitor.IsInRole(Operators.Role), keys.Has(competition));
        return access.MaySee ? access : null;
    }
}
