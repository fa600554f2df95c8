using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Portal.Features.Errors;

[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    /// <summary>The status this page is shown with.</summary>
    public int Status { get; private set; }

    /// <summary>The size limit that was passed, in words, where it is known.</summary>
    public string? Limit { get; private set; }

    /// <summary>What the operator can search the log for.</summary>
    public string Reference { get; private set; } = "";

    public void OnGet() => Prepare();

    public void OnPost() => Prepare();

    // Asked for directly, without anything having failed, the page itself is what is missing.
    private void Prepare()
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;

        // Not from the address: nothing is bound when the form that failed can't be read.
        var answered = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode;
        Status = failed ? Response.StatusCode : answered ?? StatusCodes.Status404NotFound;
        Response.StatusCode = Status;
        Limit = HttpContext.Items.TryGetValue(AnnouncedSizes.LimitKey, out var limit) ? limit as string : null;
        Reference = UnhandledErrors.ReferenceOf(HttpContext);
    }
}
