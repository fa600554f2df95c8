using Agon.Portal.Accounts.Passkeys;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts;

/// <summary>Sets a new password by a mailed link, which also proves the address, lifts a lock and ends every session.</summary>
internal sealed class ResetPassword(
    DbContext db, UserManager<Account> users, EndAllSessions endSessions, KeepPasskeys passkeys, OtherWays others, AccountMails mails, SignInWatches watches,
    Mailer mailer, PlainErrors words)
{
    /// <summary>The errors; none means that it is done.</summary>
    /// <param name="id">Whose password.</param>
    /// <param name="token">What was mailed.</param>
    /// <param name="password">The new one.</param>
    /// <param name="removesPasskeys">Whether passkeys go too: somebody else may have added one.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<IReadOnlyList<IdentityError>> ExecuteAsync(Guid id, string? token, string password, bool removesPasskeys, CancellationToken ct)
    {
        if (token is null || await users.FindByIdAsync(id.ToString()) is not { } account)
        {
            return [words.InvalidToken()];
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await users.ResetPasswordAsync(account, token, password) is { Succeeded: false } refused)
        {
            return [.. refused.Errors];
        }

        account.EmailConfirmed = true;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        await users.UpdateAsync(account);
        if (removesPasskeys)
        {
            await passkeys.RemoveAllAsync(account);
        }

        await endSessions.ExecuteAsync(account.Id, ct);
        await watches.NoteChangeAsync(account.Id, AccountChange.PasswordReset, ct);
        await mails.PasswordChangedAsync(account, ct, await others.OfAsync(account.Id, ct));
        await transaction.CommitAsync(ct);
        mailer.Nudge();
        return [];
    }
}
