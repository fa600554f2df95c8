using System.Globalization;
using System.Security.Claims;
using Agon.Portal.Accounts.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Accounts;

/// <summary>
/// Gives every sign-in a session, whoever asked for it, and says in the cookie which one it is (<c>sid</c>), when the person last showed
/// who they are (<c>auth_time</c>) and how (<c>amr</c>).
/// </summary>
internal sealed class AccountSignIn(
    UserManager<Account> users,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation,
    BeginSession begin,
    EndSession end,
    TimeProvider clock) : SignInManager<Account>(users, context, claims, options, logger, schemes, confirmation)
{
    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var properties = authenticationProperties ?? new AuthenticationProperties();
        var before = await Context.AuthenticateAsync(AuthenticationScheme);
        if (properties.Items.ContainsKey(SessionItems.Session) && before.Principal is { } refreshed)
        {
            await base.SignInWithClaimsAsync(user, properties, AccountClaims.OfSession(refreshed));
            return;
        }

        var session = await SessionAsync(user, before, properties);
        properties.Items[SessionItems.Session] = session;
        List<Claim> claims = [.. additionalClaims, new Claim(AccountClaims.SessionType, session)];

        // Whoever comes by another's word showed this host nothing.
        if (!claims.Exists(c => c.Type is AccountClaims.AuthenticatedAtType or AccountClaims.IssuerType))
        {
            var now = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            claims.Add(new Claim(AccountClaims.AuthenticatedAtType, now, ClaimValueTypes.Integer64));
        }

        await base.SignInWithClaimsAsync(user, properties, claims);
    }

    public override async Task SignOutAsync()
    {
        if (Context.User is { AccountId: { } account, SessionId: { } session })
        {
            await end.ExecuteAsync(account, session, Context.RequestAborted);
        }

        await base.SignOutAsync();
    }

    // Who shows again who they are goes on with the same session; somebody else at the same browser ends it.
    private async Task<string> SessionAsync(Account user, AuthenticateResult before, AuthenticationProperties properties)
    {
        if (before.Principal is { AccountId: { } account, SessionId: { } current })
        {
            if (account == user.Id)
            {
                properties.IsPersistent |= before.Properties!.IsPersistent;
                return current;
            }

            await end.ExecuteAsync(account, current, Context.RequestAborted);
        }

        return (await begin.ExecuteAsync(user, Context, properties.BesideSession, Context.RequestAborted)).Id;
    }
}
