using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>Sets a new password by a mailed link, which also proves the address and lifts a lock.</summary>
internal sealed class ResetPassword(UserManager<Account> users, AccountMails mails, PlainErrors words)
{
    /// <summary>The errors; none means that it is done.</summary>
    public async Task<IReadOnlyList<IdentityError>> ExecuteAsync(Guid id, string? token, string password, CancellationToken ct)
    {
        if (token is null || await users.FindByIdAsync(id.ToString()) is not { } account)
        {
            return [words.InvalidToken()];
        }

        var result = await users.ResetPasswordAsync(account, token, password);
        if (!result.Succeeded)
        {
            return [.. result.Errors];
        }

        account.EmailConfirmed = true;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        await users.UpdateAsync(account);
        await mails.PasswordChangedAsync(account, ct);
        return [];
    }
}
