using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions;

internal sealed class TextModel(NodeDb db, CompetitionAccess access) : PageModel
{
    public Competition Competition => access.Competition;
    public CompetitionPage Text { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken ct)
    {
        var text = await db.CompetitionPages.AsNoTracking().SingleOrDefaultAsync(p => p.CompetitionId == Competition.Id && p.Number == number, ct);
        if (text is null)
        {
            return NotFound();
        }

        Text = text;
        return Page();
    }
}
