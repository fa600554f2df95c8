using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts;

/// <summary>Changes a password for one who knows it; every session but the one in which it happens ends.</summary>
internal sealed class ChangePassword(
    DbContext db, UserManager<Account> users, TryPassword tryPassword, EndAllSessions endSessions, AccountMails mails, SignInWatches watches,
    Mailer mailer)
{
    /// <summary>The errors; none means that it is done.</summary>
    public async Task<IReadOnlyList<IdentityError>> ExecuteAsync(Account account, string current, string password, string? session, CancellationToken ct)
    {
        // Counted as at sign-in: a browser left open must not be a place to guess.
        if (!await tryPassword.ExecuteAsync(account, current, ct))
        {
            await watches.NoteFailureAsync(account.Id, FailedTry.PasswordAgain, ct);
            return [users.ErrorDescriber.PasswordMismatch()];
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await users.ChangePasswordAsync(account, current, password) is { Succeeded: false } refused)
        {
            return [.. refused.Errors];
        }

        await endSessions.ExecuteAsync(account.Id, ct, except: session);
        await watches.NoteChangeAsync(account.Id, AccountChange.PasswordChanged, ct);
        await mails.PasswordChangedAsync(account, ct);
        await transaction.CommitAsync(ct);
        mailer.Nudge();
        return [];
    }
}
