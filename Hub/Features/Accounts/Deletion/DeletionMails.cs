using Agon.Hub.Features.Administration;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Mail;
using Agon.Portal.Text;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>Writes the mails about deletion into what the caller saves.</summary>
internal sealed class DeletionMails(Mailer mailer, PublicAddress address, IOptions<HubOptions> options)
{
    public void Planned(Account account, DateTimeOffset dueAt) => Add(account, "Your account will be deleted", $"""
        Somebody, probably you, asked that your account be deleted. It is deleted on {Moments.Day(dueAt)}, with all this hub holds of you, and
        you are signed out everywhere. If you change your mind, sign in before then:

        {address.Of(AccountLinks.SignIn())}

        If it was not you, sign in now and choose a new password.
        """);

    public void TakenBack(Account account) => Add(account, "Your account stays", """
        You signed in, so your account is not deleted. If you still want that, ask for it again on the page "Your data".
        """);

    public void Deleted(Account account) => Add(account, "Your account is deleted", """
        As you asked, your account and all this hub held of you are deleted. The nodes where you signed in with it are told: they sign you out
        and forget this way in. What you did there is theirs to keep or delete: ask them. This is the last mail you get from us.
        """);

    public void Leave() => mailer.Nudge();

    private void Add(Account account, string subject, string body) => mailer.Add(account.Email!, $"{options.Value.Name}: {subject}", $"""
        Hello {account.DisplayName},

        {body}

        {options.Value.Name}
        {address.Root}
        """.ReplaceLineEndings("\r\n"));
}
