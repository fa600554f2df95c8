using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Participation;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Competitions;

internal sealed class RulesModel(CompetitionAccess access, TimeProvider clock) : PageModel
{
    public CompetitionAccess Access => access;
    public Competition Competition => access.Competition;
    /// <summary>Whether the visitor accepted the very words shown.</summary>
    public bool AcceptedThese => access.Participant?.TermsSha256 == JoinCompetition.DigestOf(access.Competition.Terms);

    public bool MayJoin => access.MayJoin(clock.GetUtcNow());
}
