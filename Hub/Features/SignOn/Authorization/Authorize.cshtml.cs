using Agon.Hub.Features.SignOn.Clients;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>Where a client sends people. Shown only if the request is such that nobody may be sent back.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(SignOnLimits.Policy)]
internal sealed class AuthorizeModel(
    CheckRequest check, TakePushedRequest take, DecideAuthorization decide, IssueCode issue, AuthorizationTickets tickets, AuthorizationAnswer answer) : PageModel
{
    public SignOnRefusal Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(SignOnParameters.OfQuery(Request), ct) switch
    {
        RequestOutcome.Good(var client, var request) => await GoOnAsync(client, request, ct),
        var refused => Refuse(refused),
    };

    // The cookie does not come along with another site's form: it does with the redirect that follows.
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await SignOnParameters.OfFormAsync(Request, ct) is not { } form)
        {
            return Show(SignOnRefusal.FormMissing);
        }

        return await ReadAsync(form, ct) switch
        {
            RequestOutcome.Good(_, var request) => Redirect(HubLinks.SignOn.Consent(tickets.Issue(request))),
            var refused => Refuse(refused),
        };
    }

    private Task<RequestOutcome> ReadAsync(SignOnParameters request, CancellationToken ct)
    {
        SignOnAnswers.KeepOutOfCaches(HttpContext);
        return request["request_uri"] is { } pushed && !request.AnyTwice ? take.ExecuteAsync(request["client_id"], pushed, ct) : check.ExecuteAsync(request, ct);
    }

    private async Task<IActionResult> GoOnAsync(Client? client, AuthorizationRequest request, CancellationToken ct)
    {
        switch (await decide.ExecuteAsync(client, request, User, ct))
        {
            case AuthorizationStep.Go(_, var account):
                return Redirect(answer.Code(request, await issue.ExecuteAsync(request, account, User, ct)));
            case AuthorizationStep.Returned(var refusal):
                return Redirect(answer.Refusal(request.RedirectUri, request.State, refusal));
            case AuthorizationStep.Shown(var refusal):
                return Show(refusal);
            case AuthorizationStep.SignIn(var again):
                return Redirect(ConsentModel.SignInFor(request, tickets.Issue(request), again));
            default:
                return Redirect(HubLinks.SignOn.Consent(tickets.Issue(request)));
        }
    }

    private IActionResult Refuse(RequestOutcome refused) => refused switch
    {
        RequestOutcome.Returned(var refusal, var redirectUri, var state) => Redirect(answer.Refusal(redirectUri, state, refusal)),
        RequestOutcome.Shown(var refusal) => Show(refusal),
        _ => throw new System.Diagnostics.UnreachableException($"{refused}"),
    };

    private PageResult Show(SignOnRefusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
