using System.Security.Claims;
using Agon.Portal.Accounts.Roles;
using Agon.Portal.Hosting;
using Agon.Portal.Mail;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>
/// Writes the mails of account keeping. They leave after they are saved; the page never waits for a mail server. A mail that anybody can
/// ask for costs the same when there is no such account, or when it had one just now: then the mail is written to nobody.
/// </summary>
internal sealed class AccountMails(UserManager<Account> users, Mailer mailer, MailPauses pauses, PublicAddress address, ISiteShell site)
{
    // Identity takes an id of zeros for none.
    /// <summary>An account that does not exist, for work that must not tell that.</summary>
    public static Account StandIn() => new() { Id = Guid.AllBitsSet, DisplayName = "", Email = OutgoingMail.Nobody, SecurityStamp = "-", CreatedAt = default };

    public async Task ConfirmAsync(Account? known, CancellationToken ct)
    {
        var account = WhoIsMailed(known, RequestedMail.Confirm);
        var link = address.Of(AccountLinks.Confirm(account.Id, await users.GenerateEmailConfirmationTokenAsync(account)));
        await SendAsync(account, "Confirm your e-mail address", $"""
            Somebody, probably you, made an account with this address. Follow this link to confirm it:

            {link}

            You will be asked for the password you chose. The link works for {Durations.Limit(AccountRules.LinkValidity)}. If you did not register,
            ignore this mail: the account can't be used without the link.
            """, ct);
    }

    public async Task ResetAsync(Account? known, CancellationToken ct)
    {
        var account = WhoIsMailed(known, RequestedMail.Reset);
        var link = address.Of(AccountLinks.Reset(account.Id, await users.GeneratePasswordResetTokenAsync(account)));
        await SendAsync(account, "Choose a new password", $"""
            Somebody, probably you, asked for a new password. Follow this link to choose one:

            {link}

            The link works once, for {Durations.Limit(AccountRules.LinkValidity)}. If it was not you, do nothing: your password stays as it is.
            """, ct);
    }

    public Task AlreadyRegisteredAsync(Account known, CancellationToken ct) =>
        SendAsync(WhoIsMailed(known, RequestedMail.AlreadyRegistered), "You have an account already", $"""
            Somebody, probably you, tried to make an account with this address, but there is one. Sign in here:

            {address.Of(AccountLinks.SignIn())}

            If you forgot the password, choose a new one here:

            {address.Of(AccountLinks.Forgot)}
            """, ct);

    public Task LockedAsync(Account account, CancellationToken ct) =>
        SendAsync(account, "Your account is locked for a while", $"""
            Somebody entered a wrong password or code {AccountRules.TriesBeforeLockout} times in a row, so nobody can sign in to your account
            with a password for {Durations.Limit(AccountRules.Lockout)}. If it was not you, nobody got in; you need do nothing. If you forgot your password, choose a new one:

            {address.Of(AccountLinks.Forgot)}
            """, ct);

    public Task PasswordChangedAsync(Account account, CancellationToken ct, IReadOnlyList<SiteLink>? otherWays = null) =>
        SendAsync(account, "Your password was changed", $"""
            The password of your account was changed, every other browser was signed out, and API tokens you made before
            have ended. If it was not you, choose a new one at once:

            {address.Of(AccountLinks.Forgot)}
            """ + (otherWays is { Count: > 0 } ? $"""


            Beside the password these still open your account. Remove what is not yours:

            {string.Join(Environment.NewLine, otherWays.Select(w => $"{w.Text}: {address.Of(w.Href!)}"))}
            """ : ""), ct);

    public Task SecondFactorOnAsync(Account account, CancellationToken ct) =>
        SendAsync(account, "A second step was turned on", $"""
            From now on, signing in to your account needs a code of your authenticator app after the password. Every other browser was
            signed out, and API tokens you made before have ended. Keep the recovery codes you were shown where you find them without your phone. If it was not you, choose a new
            password at once:

            {address.Of(AccountLinks.Forgot)}
            """, ct);

    public Task SecondFactorOffAsync(Account account, CancellationToken ct) =>
        SendAsync(account, "The second step was turned off", $"""
            Signing in to your account needs the password only, from now on. If it was not you, choose a new password at once, and turn the
            second step on again:

            {address.Of(AccountLinks.Forgot)}
            """, ct);

    public Task PasskeyAddedAsync(Account account, string name, CancellationToken ct) =>
        SendAsync(account, "A passkey was added", $"""
            The passkey "{name}" was added to your account: it signs you in without your password. If it was not you, remove it and choose a
            new password at once:

            {address.Of(AccountLinks.Passkeys)}
            """, ct);

    public Task PasskeyRemovedAsync(Account account, string name, CancellationToken ct) =>
        SendAsync(account, "A passkey was removed", $"""
            The passkey "{name}" was removed from your account and signs nobody in any more. If it was not you, choose a new password at once:

            {address.Of(AccountLinks.Forgot)}
            """, ct);

    public Task RecoveryCodeUsedAsync(Account account, int left, CancellationToken ct) =>
        SendAsync(account, "A recovery code was used", $"""
            Somebody signed in to your account with your password and one of your recovery codes; {left} of them are left. Here you get new
            ones, or set up another phone:

            {address.Of(AccountLinks.SecondStep)}

            If it was not you, choose a new password at once:

            {address.Of(AccountLinks.Forgot)}
            """, ct);

    /// <param name="account">Who has the role now.</param>
    /// <param name="role">The role.</param>
    /// <param name="advice">What they have to know first, ending with a colon; null for nothing.</param>
    /// <param name="ct">Ends the work.</param>
    public Task AppointedAsync(Account account, string role, string? advice, CancellationToken ct) =>
        SendAsync(account, $"You are {RoleMessages.WithArticle(role)} now", $"""
            The people who look after this site made you {RoleMessages.WithArticle(role)} of it. What you may do now is in the menu under your name.
            """ + (advice is null ? "" : $"""


            {advice}

            {address.Of(AccountLinks.Forgot)}
            """), ct);

    private Account WhoIsMailed(Account? known, RequestedMail kind) => known is not null && pauses.Admit(known.Id, kind) ? known : StandIn();

    private async Task SendAsync(Account account, string subject, string body, CancellationToken ct)
    {
        var shell = await site.ComposeAsync(new ClaimsPrincipal(), ct);

        // Before the address is confirmed, the name is a stranger's words to whoever reads this.
        var text = $"""
            {(account.EmailConfirmed ? $"Hello {account.DisplayName}," : "Hello,")}

            {body}

            {shell.Name}
            {address.Root}
            """;
        await mailer.SendAsync(account.Email!, $"{shell.Name}: {subject}", text.ReplaceLineEndings("\r\n"), ct);
    }
}
