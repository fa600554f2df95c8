using System.Security.Claims;
using Agon.Portal.Accounts.SecondFactors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>Signs a person in. An unknown address, a wrong password and a locked account look and cost the same.</summary>
internal sealed class SignInWithPassword(
    UserManager<Account> users, SignInManager<Account> signIn, TryPassword tryPassword, FactorKeys factors, HalfSignIn half, SignInWatches watches)
{
    public async Task<SignInOutcome> ExecuteAsync(string email, string password, bool staysSignedIn, CancellationToken ct)
    {
        var account = await users.FindByEmailAsync(email);
        var needsCode = await factors.IsOnAsync(account?.Id ?? Guid.AllBitsSet, ct);
        if (!await tryPassword.ExecuteAsync(account, password, ct, isAll: !needsCode) || account is null)
        {
            await watches.NoteFailureAsync(account?.Id, FailedTry.Password, ct);
            return SignInOutcome.Refused;
        }

        if (!account.EmailConfirmed)
        {
            return SignInOutcome.NotConfirmed;
        }

        if (needsCode)
        {
            await half.BeginAsync(account, staysSignedIn);
            return SignInOutcome.NeedsCode;
        }

        await signIn.SignInWithClaimsAsync(
            account, new AuthenticationProperties { IsPersistent = staysSignedIn }, [new Claim(AccountClaims.MethodType, AuthenticationMethods.Password)]);
        return SignInOutcome.SignedIn;
    }
}

/// <summary>How signing in can end.</summary>
internal enum SignInOutcome
{
    SignedIn,

    /// <summary>The password is right; a code has to follow.</summary>
    NeedsCode,

    /// <summary>Unknown address, wrong password or locked account: nobody is told which.</summary>
    Refused,

    /// <summary>The password is right, the address is not confirmed.</summary>
    NotConfirmed,
}
