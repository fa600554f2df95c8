using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Docs;

[AllowAnonymous]
internal sealed class ProblemTypesModel : PageModel
{
    public IReadOnlyList<ProblemText> Problems { get; } = ProblemTexts.All;
}
