using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Catalogue.Series;

[AllowAnonymous]
internal sealed class ShowModel(ReadJointLeaderboard read) : PageModel
{
    public JointLeaderboard Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, [FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        if (await read.ExecuteAsync(slug, int.TryParse(number, out var page) ? page : null, ct) is not { } board)
        {
            return NotFound();
        }

        Board = board;
        return Page();
    }
}
