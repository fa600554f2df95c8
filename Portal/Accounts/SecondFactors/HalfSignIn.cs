using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>Remembers in the browser, for a few minutes, that somebody gave the right password, or came by another host's word, and owes a code.</summary>
internal sealed class HalfSignIn(IHttpContextAccessor context, UserManager<Account> users)
{
    public const string Scheme = "Agon.HalfSignIn";

    private const string AccountType = "half", StampType = "stamp", StaysType = "stays", PasswordType = "password";

    public Task BeginAsync(Account account, bool staysSignedIn, bool isPasswordGiven = true)
    {
        Claim[] claims =
        [
            new(AccountType, $"{account.Id}"), new(StampType, account.SecurityStamp ?? ""), new(StaysType, $"{staysSignedIn}"),
            new(PasswordType, $"{isPasswordGiven}"),
        ];
        return Context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)));
    }

    /// <summary>Who it was, whether they want to stay signed in and gave the password; null if nobody, too long ago, or before the password was changed.</summary>
    public async Task<(Account Account, bool StaysSignedIn, bool IsPasswordGiven)?> ReadAsync() =>
        (await Context.AuthenticateAsync(Scheme)).Principal is { } half
        && await users.FindByIdAsync(half.FindFirstValue(AccountType) ?? "") is { } account
        && account.SecurityStamp == half.FindFirstValue(StampType)
            ? (account, half.FindFirstValue(StaysType) == bool.TrueString, half.FindFirstValue(PasswordType) == bool.TrueString)
            : null;

    public Task EndAsync() => Context.SignOutAsync(Scheme);

    private HttpContext Context => context.HttpContext!;
}
