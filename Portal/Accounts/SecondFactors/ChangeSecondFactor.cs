using Agon.Portal.Mail;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>What can be done with a second step that is on; the owner needs the password for it.</summary>
internal sealed class ChangeSecondFactor(
    DbContext db, FactorKeys factors, RecoveryCodes recovery, TryPassword tryPassword, SignInWatches watches, AccountMails mails, Mailer mailer)
{
    /// <summary>Turns it off; whether the password was right.</summary>
    public async Task<bool> TurnOffAsync(Account account, string password, CancellationToken ct)
    {
        if (!await tryPassword.ExecuteAsync(account, password, ct))
        {
            await watches.NoteFailureAsync(account.Id, FailedTry.PasswordAgain, ct);
            return false;
        }

        await TurnOffAsync(account, ct);
        return true;
    }

    /// <summary>Turns it off on an operator's word; whether it was on.</summary>
    public async Task<bool> TurnOffAsync(Account account, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var wasOn = await factors.IsOnAsync(account.Id, ct);
        await db.Set<SecondFactor>().Where(f => f.AccountId == account.Id).ExecuteDeleteAsync(ct);
        await db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(ct);
        if (wasOn)
        {
            await watches.NoteChangeAsync(account.Id, AccountChange.SecondStepOff, ct);
            await mails.SecondFactorOffAsync(account, ct);
        }

        await transaction.CommitAsync(ct);
        mailer.Nudge();
        return wasOn;
    }

    /// <summary>New recovery codes in place of those before; null if the password was wrong or there is no second step.</summary>
    public async Task<IReadOnlyList<string>?> RenewRecoveryCodesAsync(Account account, string password, CancellationToken ct)
    {
        if (!await tryPassword.ExecuteAsync(account, password, ct) || !await factors.IsOnAsync(account.Id, ct))
        {
            return null;
        }

        var codes = await recovery.RenewAsync(account.Id, ct);
        await db.SaveChangesAsync(ct);
        return codes;
    }
}
