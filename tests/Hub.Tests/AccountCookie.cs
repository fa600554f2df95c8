using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Tests;

/// <summary>Reads what the sign-in cookie of an answer says, which only the hub can.</summary>
internal static class AccountCookie
{
    public static AuthenticationTicket Of(HubHost hub, Page page)
    {
        var options = hub.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var cookie = page.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith($"{options.Cookie.Name}=", StringComparison.Ordinal));
        return options.TicketDataFormat.Unprotect(cookie.Split(';')[0][(options.Cookie.Name!.Length + 1)..]).ShouldNotBeNull();
    }
}
