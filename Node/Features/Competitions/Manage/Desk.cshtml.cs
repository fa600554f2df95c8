using Agon.Node.Features.Competitions.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Competitions.Manage;

internal sealed class DeskModel(CompetitionAccess access, ReadDesk read) : PageModel
{
    public Competition Competition => access.Competition;
    public DeskView Desk { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Desk = await read.ExecuteAsync(Competition, ct);
}
