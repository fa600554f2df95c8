using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts.Passkeys;

/// <summary>
/// Signs a person in with a passkey: the device was unlocked, so no password and no code is asked for. A passkey can't be guessed, so a
/// lock that guessers of passwords caused does not keep its owner out.
/// </summary>
internal sealed partial class SignInWithPasskey(UserManager<Account> users, SignInManager<Account> signIn, SignInWatches watches, ILogger<SignInWithPasskey> logger)
{
    /// <summary>What the browser needs to ask for any passkey of this site, as JSON; the challenge stays in a cookie.</summary>
    public Task<string> OptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    public async Task<PasskeySignInOutcome> ExecuteAsync(string credential, bool staysSignedIn, CancellationToken ct)
    {
        var shown = await AssertAsync(credential);
        if (shown is not { Succeeded: true })
        {
            await watches.NoteFailureAsync(null, FailedTry.Passkey, ct);
            return PasskeySignInOutcome.Refused;
        }

        if (!shown.User.EmailConfirmed)
        {
            return PasskeySignInOutcome.NotConfirmed;
        }

        // How often it was used tells a copy from the original.
        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        string[] methods =
        [
            shown.Passkey.IsBackedUp ? AuthenticationMethods.SoftwareKey : AuthenticationMethods.DeviceKey,
            AuthenticationMethods.UserPresence,
            AuthenticationMethods.SeveralFactors,
        ];
        await signIn.SignInWithClaimsAsync(
            shown.User, new AuthenticationProperties { IsPersistent = staysSignedIn }, methods.Select(m => new Claim(AccountClaims.MethodType, m)));
        return PasskeySignInOutcome.SignedIn;
    }

    private async Task<PasskeyAssertionResult<Account>?> AssertAsync(string credential)
    {
        try
        {
            var shown = await signIn.PerformPasskeyAssertionAsync(credential);
            if (!shown.Succeeded)
            {
                LogRefused(shown.Failure.Message);
            }

            return shown;
        }
        catch (InvalidOperationException e)
        {
            // No challenge waits: the page was open too long, or the answer was sent twice.
            LogRefused(e.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "A passkey was refused: {Reason}")]
    private partial void LogRefused(string reason);
}

/// <summary>How it can end.</summary>
internal enum PasskeySignInOutcome
{
    SignedIn,

    /// <summary>No passkey of ours, not for this site, or no answer to our question.</summary>
    Refused,

    /// <summary>The passkey is right, the address is not confirmed.</summary>
    NotConfirmed,
}
