using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>Remembers in the browser, for a few minutes, that somebody gave the right password, or came by another host's word, and owes a code.</summary>
internal sealed class HalfSignIn(IHttpContextAccessor context, UserManager<Account> users)
{
    public const string Scheme = "Agon.HalfSignIn";

    private const string AccountType = "half", StampType = "stamp", StaysType = "stays", TicketType = "ticket", GoesOnType = "next", GivenType = "given";

    /// <summary>The password was given.</summary>
    public Task BeginAsync(Account account, bool staysSignedIn) => WriteAsync(account, new Claim(StaysType, $"{staysSignedIn}"));

    /// <summary>Another host's word was given.</summary>
    public Task BeginAsync(Account account, OthersWord word) => WriteAsync(account, new Claim(TicketType, word.Ticket), new Claim(GoesOnType, word.GoesOnAt));

    /// <summary>Who it was and by what; null if nobody, too long ago, or before the password was changed.</summary>
    public async Task<HalfDone?> ReadAsync() =>
        (await Context.AuthenticateAsync(Scheme)).Principal is { } half
        && await users.FindByIdAsync(half.FindFirstValue(AccountType) ?? "") is { } account
        && account.SecurityStamp == half.FindFirstValue(StampType)
            ? new HalfDone(
                account,
                half.FindFirstValue(StaysType) == bool.TrueString,
                half.FindFirstValue(TicketType) is { } ticket ? new OthersWord(ticket, half.FindFirstValue(GoesOnType)!) : null,
                half.HasClaim(GivenType, bool.TrueString))
            : null;

    /// <summary>The code was given too: whoever heard the other host's word goes on with that.</summary>
    public Task CodeGivenAsync(Account account, OthersWord word) => WriteAsync(
        account, new Claim(TicketType, word.Ticket), new Claim(GoesOnType, word.GoesOnAt), new Claim(GivenType, bool.TrueString));

    public Task EndAsync() => Context.SignOutAsync(Scheme);

    private HttpContext Context => context.HttpContext!;

    private Task WriteAsync(Account account, params ReadOnlySpan<Claim> more)
    {
        Claim[] claims = [new(AccountType, $"{account.Id}"), new(StampType, account.SecurityStamp ?? ""), .. more];
        return Context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)));
    }
}

/// <summary>A sign-in that is half done.</summary>
/// <param name="Account">Who it is.</param>
/// <param name="StaysSignedIn">Whether they want to stay signed in.</param>
/// <param name="Word">The other host's word by which they came; null if they gave the password.</param>
/// <param name="IsCodeGiven">Whether only that word is left to be looked at.</param>
internal sealed record HalfDone(Account Account, bool StaysSignedIn, OthersWord? Word, bool IsCodeGiven);

/// <summary>What another host said, which is looked at again once the code is given.</summary>
/// <param name="Ticket">Which word it was.</param>
/// <param name="GoesOnAt">Where it is looked at, as a path on this host.</param>
internal sealed record OthersWord(string Ticket, string GoesOnAt);
