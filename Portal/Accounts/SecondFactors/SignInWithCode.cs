using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>The second step of signing in: a code of the app, or a recovery code. Wrong ones count with wrong passwords.</summary>
internal sealed class SignInWithCode(
    SignInManager<Account> signIn, HalfSignIn half, FactorKeys factors, RecoveryCodes recovery, Tries tries, SignInWatches watches, AccountMails mails, TimeProvider clock)
{
    /// <summary>How it ended and, if it goes on elsewhere, where.</summary>
    public async Task<(CodeOutcome Outcome, string? GoesOnAt)> ExecuteAsync(string code, CancellationToken ct)
    {
        if (await half.ReadAsync() is not { Account: var account } begun || await factors.FindAsync(account.Id, ct) is not { ConfirmedAt: not null } factor)
        {
            return (CodeOutcome.NotBegun, null);
        }

        var turn = await tries.TakeAsync(account.Id, ct);
        if (turn == Turn.None)
        {
            await watches.NoteFailureAsync(account.Id, FailedTry.Code, ct);
            return (CodeOutcome.Wrong, null);
        }

        if (!await IsGoodAsync(account, factor, code, ct))
        {
            await tries.WasWrongAsync(account, turn, ct);
            await watches.NoteFailureAsync(account.Id, FailedTry.Code, ct);
            return (CodeOutcome.Wrong, null);
        }

        // Asked for again after the password may have changed.
        var stamp = account.SecurityStamp;
        await tries.WasRightAsync(account, ct);
        if (account.SecurityStamp != stamp)
        {
            await half.EndAsync();
            return (CodeOutcome.NotBegun, null);
        }

        if (begun.Word is { } word)
        {
            await half.CodeGivenAsync(account, word);
            return (CodeOutcome.GoesOn, word.GoesOnAt);
        }

        await half.EndAsync();
        string[] methods = [AuthenticationMethods.Password, AuthenticationMethods.OneTimeCode, AuthenticationMethods.SeveralFactors];
        await signIn.SignInWithClaimsAsync(
            account, new AuthenticationProperties { IsPersistent = begun.StaysSignedIn }, methods.Select(m => new Claim(AccountClaims.MethodType, m)));
        return (CodeOutcome.SignedIn, null);
    }

    private async Task<bool> IsGoodAsync(Account account, SecondFactor factor, string code, CancellationToken ct)
    {
        var plain = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        if (plain.Length == TimeCodes.Digits)
        {
            return await factors.TakeAsync(factor, plain, clock.GetUtcNow(), ct);
        }

        if (!await recovery.TakeAsync(account.Id, plain, ct))
        {
            return false;
        }

        await mails.RecoveryCodeUsedAsync(account, await recovery.LeftAsync(account.Id, ct), ct);
        return true;
    }
}

/// <summary>How the second step can end.</summary>
internal enum CodeOutcome
{
    SignedIn,

    /// <summary>The code is right; nobody is signed in before the other host's word was looked at again.</summary>
    GoesOn,

    /// <summary>Not the code, one that was used before, or a locked account: nobody is told which.</summary>
    Wrong,

    /// <summary>Neither the password nor another host's word was given, or too long ago.</summary>
    NotBegun,
}
