using Agon.Node.Features.Competitions.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Competitions;

internal sealed class RulesModel(CompetitionAccess access, TimeProvider clock) : PageModel
{
    public CompetitionAccess Access => access;
    public Competition Competition => access.Competition;
    public bool MayJoin => access.MayJoin(clock.GetUtcNow());
}
