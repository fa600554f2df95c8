using System.Security.Claims;
using Agon.Node.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agon.Node.Tests;

internal static class SignedInBrowser
{
    private static int _count;

    extension(NodeHost node)
    {
        /// <summary>A browser in which this account is signed in, by the cookie the sign-in page would give it.</summary>
        public async Task<PageClient> BrowserOf(Account account)
        {
            var cookie = await node.InScopeAsync(async services =>
            {
                var scheme = IdentityConstants.ApplicationScheme;
                var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
                var now = node.Clock.GetUtcNow();
                var session = new AccountSession { Id = $"s{Interlocked.Increment(ref _count)}", AccountId = account.Id, Stamp = account.SecurityStamp!, CreatedAt = now, LastSeenAt = now, Device = "A test", Network = "" };
                var db = services.GetRequiredService<NodeDb>();
                db.Add(session);
                await db.SaveChangesAsync();
                ((ClaimsIdentity)principal.Identity!).AddClaims(
                [
                    new Claim(AccountClaims.SessionType, session.Id),
                    new Claim(AccountClaims.AuthenticatedAtType, $"{now.ToUnixTimeSeconds()}"),
                    new Claim(AccountClaims.MethodType, AuthenticationMethods.Password),
                ]);
                var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(14) }, scheme);
                var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
                return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
            });
            var browser = node.Browser();
            browser.Http.DefaultRequestHeaders.Add("Cookie", cookie);
            return browser;
        }
    }
}
