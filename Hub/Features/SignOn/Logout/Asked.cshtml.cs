using System.Security.Claims;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>Signs a person out for a client: at once if the client's id_token is of this very session, else after asking them.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignOnLimits.Policy)]
internal sealed class AskedModel(EndSessionTickets tickets, SignInManager<Account> signIn) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "request")]
    public string? RequestTicket { get; set; }

    public SignOnRefusal? Refusal { get; private set; }
    public EndSessionRequest? EndSession { get; private set; }
    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Take())
        {
            return Show();
        }

        var isSignedIn = User.Identity is { IsAuthenticated: true };
        if (isSignedIn && !EndSession!.IsOf(User.SessionId))
        {
            return Page();
        }

        if (isSignedIn)
        {
            await SignOutAsync();
        }

        return EndSession!.Onward is { } onward ? Redirect(onward) : Done();
    }

    // A form's answer must not redirect to another site (the Content-Security-Policy forbids it): the page itself leads on.
    public async Task<IActionResult> OnPostAsync(string? decision)
    {
        if (!Take())
        {
            return Show();
        }

        if (decision != "yes")
        {
            TempData.Say(LogoutMessages.StaysSignedIn);
            return Redirect(HubLinks.Home);
        }

        await SignOutAsync();
        if (EndSession!.Onward is { } onward)
        {
            Response.Headers["Refresh"] = $"0;url={onward}";
        }

        return Done();
    }

    private async Task SignOutAsync()
    {
        await signIn.SignOutAsync();
        // What this page shows around itself is a stranger's already.
        HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity());
    }

    private bool Take()
    {
        SignOnAnswers.KeepOutOfCaches(HttpContext);
        var (request, refusal) = tickets.Take(RequestTicket);
        (EndSession, Refusal) = (request, request is null ? refusal : null);
        return request is not null;
    }

    private PageResult Show()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private PageResult Done()
    {
        IsDone = true;
        return Page();
    }
}
