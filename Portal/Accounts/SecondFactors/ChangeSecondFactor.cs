using System.Security.Claims;
using Agon.Portal.Mail;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>What can be done with a second step that is on; its owner shows first that it is them.</summary>
internal sealed class ChangeSecondFactor(
    DbContext db, FactorKeys factors, RecoveryCodes recovery, ProveOwner proof, SignInWatches watches, AccountMails mails, Mailer mailer)
{
    /// <summary>Turns it off, if it is the owner who asks.</summary>
    public async Task<OwnerProof> TurnOffAsync(Account account, ClaimsPrincipal visitor, string password, CancellationToken ct)
    {
        var given = await proof.ExecuteAsync(account, visitor, password, ct);
        if (given == OwnerProof.Given)
        {
            await TurnOffAsync(account, ct);
        }

        return given;
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

    /// <summary>New recovery codes in place of those before, if it is the owner who asks; none if there is no second step.</summary>
    public async Task<(OwnerProof Proof, IReadOnlyList<string>? Codes)> RenewRecoveryCodesAsync(Account account, ClaimsPrincipal visitor, string password, CancellationToken ct)
    {
        var given = await proof.ExecuteAsync(account, visitor, password, ct);
        if (given != OwnerProof.Given || !await factors.IsOnAsync(account.Id, ct))
        {
            return (given, null);
        }

        var codes = await recovery.RenewAsync(account.Id, ct);
        await db.SaveChangesAsync(ct);
        return (given, codes);
    }
}
