using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>
/// Where a request goes on once the person signed in: asks them if they have not agreed yet. A form's answer must not redirect to another
/// site (the Content-Security-Policy forbids it, along the whole chain), so the page itself leads on.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(SignOnLimits.Policy)]
internal sealed class ConsentModel(
    DecideAuthorization decide, GiveConsent agree, IssueCode issue, AuthorizationTickets tickets, AuthorizationAnswer answer) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "request")]
    public string? RequestTicket { get; set; }

    /// <summary>The claims whose values stand on the page, with spaces between.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    public SignOnRefusal? Refusal { get; private set; }
    public Client? Client { get; private set; }
    public Account? Account { get; private set; }
    public IReadOnlyList<string> Sees { get; private set; } = [];
    public string? Onward { get; private set; }
    public string? Host { get; private set; }

    public static string SignInFor(AuthorizationRequest request, string ticket, bool again) =>
        again || request.LoginHint is not null
            ? AccountLinks.Reauthenticate(HubLinks.SignOn.Consent(ticket), request.LoginHint)
            : AccountLinks.SignIn(HubLinks.SignOn.Consent(ticket));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await GoOnAsync(null, ct);

    public async Task<IActionResult> OnPostAsync(string? decision, CancellationToken ct) => await GoOnAsync(decision, ct);

    private async Task<IActionResult> GoOnAsync(string? decision, CancellationToken ct)
    {
        SignOnAnswers.KeepOutOfCaches(HttpContext);
        var (request, refusal) = tickets.Take(RequestTicket);
        if (request is null)
        {
            return Show(refusal);
        }

        switch (await decide.ExecuteAsync(null, request, User, ct), decision)
        {
            case (AuthorizationStep.Shown(var wrong), _):
                return Show(wrong);
            case (AuthorizationStep.SignIn(var again), _):
                return Redirect(SignInFor(request, RequestTicket!, again));
            case (AuthorizationStep.Returned(var wrong), _):
                return Redirect(answer.Refusal(request.RedirectUri, request.State, wrong));
            case (AuthorizationStep.Ask or AuthorizationStep.Go, "other"):
                return Redirect(AccountLinks.Reauthenticate(HubLinks.SignOn.Consent(RequestTicket!)));

            // Also if a consent was given meanwhile, in another tab.
            case (AuthorizationStep.Ask(var client, _, _), "no"):
                return LeadOn(client, answer.Refusal(request.RedirectUri, request.State, SignOnRefusal.ConsentDenied));
            case (AuthorizationStep.Go(var client, _), "no"):
                return LeadOn(client, answer.Refusal(request.RedirectUri, request.State, SignOnRefusal.ConsentDenied));
            case (AuthorizationStep.Ask(var client, var account, var profile), "yes"):
                var shown = PersonClaims.Names(account, profile, request.Scopes).Intersect((Shown ?? "").Split(' '));
                await agree.ExecuteAsync(account.Id, client.ClientId, request.Scopes, [.. shown], ct);
                return LeadOn(client, answer.Code(request, await issue.ExecuteAsync(request, account, User, ct)));
            case (AuthorizationStep.Ask ask, _):
                return Ask(request, ask);
            case (AuthorizationStep.Go(var client, var account), _):
                var address = answer.Code(request, await issue.ExecuteAsync(request, account, User, ct));
                return request.Asks(Prompts.None) ? Redirect(address) : LeadOn(client, address);
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other}");
        }
    }

    private PageResult Ask(AuthorizationRequest request, AuthorizationStep.Ask ask)
    {
        (Client, Account, Host) = (ask.Client, ask.Account, new Uri(request.RedirectUri).Authority);
        Shown = SignOnScopes.Write(PersonClaims.Names(ask.Account, ask.Profile, request.Scopes));
        Sees = [.. request.Scopes.Select(s => ConsentMessages.Sees(s, ask.Account, ask.Profile))];
        return Page();
    }

    private PageResult LeadOn(Client client, string address)
    {
        (Client, Onward) = (client, address);
        Response.Headers["Refresh"] = $"0;url={address}";
        return Page();
    }

    private PageResult Show(SignOnRefusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
