using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>Refuses the cookie of a session that ended.</summary>
internal static class SessionCookie
{
    /// <summary>Asked for each request with a cookie.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal is not { AccountId: { } account, SessionId: { } session }
            || !await context.HttpContext.RequestServices.GetRequiredService<CheckSession>().ExecuteAsync(account, session, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        await SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    /// <summary>Once in a while Identity makes the principal anew, from the account alone: what is the session's goes over.</summary>
    public static Task KeepSession(SecurityStampRefreshingPrincipalContext context)
    {
        if (context is { CurrentPrincipal: { } current, NewPrincipal.Identity: ClaimsIdentity identity })
        {
            identity.AddClaims(AccountClaims.OfSession(current).Select(c => c.Clone()));
        }

        return Task.CompletedTask;
    }
}
