using System.Security.Claims;
using System.Security.Cryptography;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Data;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>
/// Sets up codes of an authenticator app, in two steps: a key is shown, then a code of it is typed. Only then is it asked for at sign-in,
/// and every session that began without it ends, but the one in which it happens.
/// </summary>
internal sealed class SetUpSecondFactor(
    DbContext db, UserManager<Account> users, FactorKeys factors, RecoveryCodes recovery, ProveOwner proof, SignInWatches watches, EndAllSessions endSessions, AccountMails mails, Mailer mailer,
    TimeProvider clock)
{
    /// <summary>Makes a key, anew if one was not confirmed.</summary>
    public async Task<SetUpOutcome> BeginAsync(Account account, ClaimsPrincipal visitor, string password, CancellationToken ct)
    {
        if (await proof.ExecuteAsync(account, visitor, password, ct) is not OwnerProof.Given and var lack)
        {
            return new SetUpOutcome.NotProven(lack);
        }

        var key = factors.Protect(RandomNumberGenerator.GetBytes(TimeCodes.KeyBytes));
        if (await ReplaceAsync(account.Id, key, ct))
        {
            return new SetUpOutcome.Begun();
        }

        db.Add(new SecondFactor { AccountId = account.Id, ProtectedKey = key });
        try
        {
            await db.SaveChangesAsync(ct);
            return new SetUpOutcome.Begun();
        }
        catch (DbUpdateException e) when (e.Breaks(db, SecondFactor.PrimaryKey))
        {
            // It is on, or was begun in the same instant.
            db.ChangeTracker.Clear();
            return await ReplaceAsync(account.Id, key, ct) ? new SetUpOutcome.Begun() : new SetUpOutcome.IsOn();
        }
    }

    /// <summary>Takes the first code.</summary>
    public async Task<SetUpOutcome> ConfirmAsync(Account account, string code, string? session, CancellationToken ct)
    {
        var factor = await factors.FindAsync(account.Id, ct);
        if (factor is null)
        {
            return new SetUpOutcome.NotBegun();
        }

        if (factor.ConfirmedAt is not null)
        {
            return new SetUpOutcome.IsOn();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        if (!await factors.TakeAsync(factor, code, now, ct))
        {
            return new SetUpOutcome.WrongCode();
        }

        await db.Entry(factor).ReloadAsync(ct);
        factor.ConfirmedAt = now;
        var codes = await recovery.RenewAsync(account.Id, ct);
        await users.UpdateSecurityStampAsync(account);
        await endSessions.ExecuteAsync(account.Id, ct, except: session);
        await watches.NoteChangeAsync(account.Id, AccountChange.SecondStepOn, ct);
        await mails.SecondFactorOnAsync(account, ct);
        await transaction.CommitAsync(ct);
        mailer.Nudge();
        return new SetUpOutcome.Done(codes);
    }

    // Never the key of one that is on.
    private async Task<bool> ReplaceAsync(Guid account, string key, CancellationToken ct) =>
        await db.Set<SecondFactor>().Where(f => f.AccountId == account && f.ConfirmedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.ProtectedKey, key), ct) > 0;
}

/// <summary>How setting up can go on.</summary>
internal abstract record SetUpOutcome
{
    private SetUpOutcome()
    {
    }

    /// <summary>There is a key to be shown.</summary>
    public sealed record Begun : SetUpOutcome;

    /// <summary>It is on; these words are shown once.</summary>
    public sealed record Done(IReadOnlyList<string> RecoveryCodes) : SetUpOutcome;

    /// <summary>It is not sure that it is the owner.</summary>
    public sealed record NotProven(OwnerProof Proof) : SetUpOutcome;

    public sealed record WrongCode : SetUpOutcome;

    /// <summary>It was on before.</summary>
    public sealed record IsOn : SetUpOutcome;

    /// <summary>There is no key whose code it could be.</summary>
    public sealed record NotBegun : SetUpOutcome;
}
