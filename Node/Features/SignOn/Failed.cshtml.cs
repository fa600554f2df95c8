using Agon.Node.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn;

[AllowAnonymous]
[EnableRateLimiting(SignOnLimits.Policy)]
internal sealed class FailedModel(NodeDb db) : PageModel
{
    [FromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    public SignOnFailure Failure { get; private set; }

    /// <summary>Where it is tried again, if there is such an issuer.</summary>
    public string? Again { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reason, [FromQuery(Name = "issuer")] string? slug, CancellationToken ct)
    {
        if (!Enum.TryParse<SignOnFailure>(reason, out var failure) || !Enum.IsDefined(failure) || char.IsAsciiDigit(reason[0]))
        {
            return NotFound();
        }

        (Failure, ReturnUrl) = (failure, LocalPath.Or(ReturnUrl, NodeLinks.Home));
        Again = slug is not null && await db.Issuers.AnyAsync(i => i.Slug == slug && i.IsEnabled, ct) ? NodeLinks.SignOn.Start(slug, ReturnUrl) : null;
        return Page();
    }
}
