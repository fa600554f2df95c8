using Agon.Node.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn;

[AllowAnonymous]
[EnableRateLimiting(SignOnLimits.Policy)]
internal sealed class SignedOutModel(NodeDb db) : PageModel
{
    public string Name { get; private set; } = "";

    /// <summary>Where the issuer's session is ended.</summary>
    public string There { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "issuer")] string? slug, [FromQuery(Name = "session")] string? session, CancellationToken ct)
    {
        if (await db.Issuers.AsNoTracking().SingleOrDefaultAsync(i => i.Slug == slug, ct) is not { } issuer || session is null)
        {
            return Redirect(NodeLinks.Home);
        }

        (Name, There) = (issuer.Name, NodeLinks.SignOn.SignOutThere(issuer.Slug, session));
        return Page();
    }
}
