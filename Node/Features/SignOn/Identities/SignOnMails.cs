using System.Security.Claims;
using Agon.Node.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Mail;
using Agon.Portal.Shell;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>Writes the mails of signing on by issuers.</summary>
internal sealed class SignOnMails(NodeDb db, Mailer mailer, SignOnMailPauses pauses, PublicAddress address, ISiteShell site)
{
    /// <summary>Lets what was added and saved leave now.</summary>
    public void Nudge() => mailer.Nudge();

    /// <summary>Tells the owner of an account of the new way into it, in the caller's save.</summary>
    public async Task AddLinkedAsync(Account account, string issuerAddress, CancellationToken ct)
    {
        var issuer = await NameAsync(issuerAddress, ct);
        await AddAsync(account.Email!, $"Hello {account.DisplayName},", "A way to sign in was added", $"""
            You can now sign in to your account by {issuer}. If it was not you who added this, remove it here and choose a new password:

            {address.Of(NodeLinks.SignOn.Identities)}
            """, ct);
    }

    /// <summary>Tells the owner of an account that a way into it is gone and what stays, in the caller's save.</summary>
    public async Task AddLostAsync(Account account, string issuerAddress, CancellationToken ct)
    {
        var issuer = await NameAsync(issuerAddress, ct);
        var entry = account.PasswordHash is null ? $"To come in again, choose a password: {address.Of(AccountLinks.Forgot)}" : "You come in with your password as before.";
        await AddAsync(account.Email!, $"Hello {account.DisplayName},", $"Your account of {issuer} is deleted", $"""
            Your account of {issuer} was deleted there, so nobody comes by it into your account here any more. Your account here stays, with what
            you submitted. {entry}

            If what you did here is to be removed too, write to those who run this site.
            """, ct);
    }

    /// <summary>Asks whoever reads mail to the address whether it is they who want to enter. Not more often than an address should get it.</summary>
    public async Task AskAsync(string email, string issuer, string code, CancellationToken ct)
    {
        await AddAsync(pauses.Admit(email) ? email : OutgoingMail.Nobody, "Hello,", "Is it you?", $"""
            Somebody, probably you, came by {issuer} and said that this is their e-mail address. If it was you, follow this link in the
            browser in which you began:

            {address.Of(NodeLinks.SignOn.Confirm(code))}

            The link works for one hour. If it was not you, do nothing: nobody gets anything without this step.
            """, ct);
        await db.SaveChangesAsync(ct);
        mailer.Nudge();
    }

    private async Task<string> NameAsync(string issuerAddress, CancellationToken ct) =>
        await db.Issuers.Where(i => i.Address == issuerAddress).Select(i => i.Name).SingleOrDefaultAsync(ct) ?? issuerAddress;

    private async Task AddAsync(string recipient, string greeting, string subject, string body, CancellationToken ct)
    {
        var shell = await site.ComposeAsync(new ClaimsPrincipal(), ct);
        mailer.Add(recipient, $"{shell.Name}: {subject}", $"""
            {greeting}

            {body}

            {shell.Name}
            {address.Root}
            """.ReplaceLineEndings("\r\n"));
    }
}
