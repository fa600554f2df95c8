using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts;

/// <summary>Signs a person in. An unknown address, a wrong password and a locked account look and cost the same.</summary>
internal sealed partial class SignInWithPassword(
    UserManager<Account> users, SignInManager<Account> signIn, CreateAccount create, AccountMails mails, ILogger<SignInWithPassword> logger)
{
    public async Task<SignInOutcome> ExecuteAsync(string email, string password, bool staysSignedIn, CancellationToken ct)
    {
        var account = await users.FindByEmailAsync(email);
        if (account is null || await users.IsLockedOutAsync(account))
        {
            users.PasswordHasher.HashPassword(account ?? create.Prepare(email, ""), password);
            return SignInOutcome.Refused;
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            await CountAsync(account, ct);
            return SignInOutcome.Refused;
        }

        await users.ResetAccessFailedCountAsync(account);
        if (!await users.IsEmailConfirmedAsync(account))
        {
            return SignInOutcome.NotConfirmed;
        }

        await signIn.SignInAsync(account, staysSignedIn);
        return SignInOutcome.SignedIn;
    }

    private async Task CountAsync(Account account, CancellationToken ct)
    {
        await users.AccessFailedAsync(account);
        if (await users.IsLockedOutAsync(account))
        {
            LogLocked(account.Id);
            await mails.LockedAsync(account, ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Account {Account} is locked after too many wrong passwords")]
    private partial void LogLocked(Guid account);
}

/// <summary>How signing in can end.</summary>
internal enum SignInOutcome
{
    SignedIn,

    /// <summary>Unknown address, wrong password or locked account: nobody is told which.</summary>
    Refused,

    /// <summary>The password is right, the address is not confirmed.</summary>
    NotConfirmed,
}
