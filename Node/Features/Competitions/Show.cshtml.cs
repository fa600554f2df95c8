using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions;

internal sealed class ShowModel(NodeDb db, CompetitionAccess access, TimeProvider clock) : PageModel
{
    public Competition Competition => access.Competition;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>The first page as the organizer wrote it; null if there is none.</summary>
    public string? Text { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Text = await db.CompetitionPages
        .Where(p => p.CompetitionId == Competition.Id)
        .OrderBy(p => p.Number)
        .Select(p => p.Content)
        .FirstOrDefaultAsync(ct);
}
