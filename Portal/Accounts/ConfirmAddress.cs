using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>
/// Confirms an address by a mailed link and the password chosen at registration: the link shows whose mailbox it is, the password that
/// the same person registered. Otherwise one could register somebody else's address and wait for their click.
/// </summary>
internal sealed class ConfirmAddress(UserManager<Account> users, TryPassword tryPassword)
{
    public async Task<ConfirmOutcome> ExecuteAsync(Guid id, string? token, string password, CancellationToken ct)
    {
        if (token is null || await users.FindByIdAsync(id.ToString()) is not { } account || !await IsGoodAsync(account, token))
        {
            return ConfirmOutcome.LinkIsSpent;
        }

        if (!await tryPassword.ExecuteAsync(account, password, ct))
        {
            return ConfirmOutcome.WrongPassword;
        }

        return (await users.ConfirmEmailAsync(account, token)).Succeeded ? ConfirmOutcome.Confirmed : ConfirmOutcome.LinkIsSpent;
    }

    private Task<bool> IsGoodAsync(Account account, string token) =>
        users.VerifyUserTokenAsync(account, users.Options.Tokens.EmailConfirmationTokenProvider, UserManager<Account>.ConfirmEmailTokenPurpose, token);
}

/// <summary>How confirming an address can end.</summary>
internal enum ConfirmOutcome
{
    Confirmed,

    /// <summary>The link expired, was cut, or is for another account.</summary>
    LinkIsSpent,

    /// <summary>It is not the password chosen at registration, or the account is locked after too many tries.</summary>
    WrongPassword,
}
