using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>Where a client sends people to sign out. Shown only if the request can't be followed; nothing ends before the next page.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(SignOnLimits.Policy)]
internal sealed class EndSessionModel(CheckEndSession check, EndSessionTickets tickets) : PageModel
{
    public SignOnRefusal Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => GoOnAsync(SignOnParameters.OfQuery(Request), ct);

    // The cookie does not come along with another site's form: it does with the redirect that follows.
    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await SignOnParameters.OfFormAsync(Request, ct) is { } form ? await GoOnAsync(form, ct) : Show(SignOnRefusal.FormMissing);

    private async Task<IActionResult> GoOnAsync(SignOnParameters request, CancellationToken ct)
    {
        SignOnAnswers.KeepOutOfCaches(HttpContext);
        return await check.ExecuteAsync(request, ct) switch
        {
            EndSessionReading.Good(var good) => Redirect(HubLinks.SignOn.EndSessionAsked(tickets.Issue(good))),
            EndSessionReading.Refused(var refusal) => Show(refusal),
            var other => throw new System.Diagnostics.UnreachableException($"{other}"),
        };
    }

    private PageResult Show(SignOnRefusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
