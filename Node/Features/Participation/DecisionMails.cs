using System.Security.Claims;
using Agon.Node.Features.Competitions;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Mail;
using Agon.Portal.Shell;

namespace Agon.Node.Features.Participation;

/// <summary>Writes to a person what an organizer decided, in the unit of work of the decision.</summary>
internal sealed class DecisionMails(Mailer mailer, PublicAddress address, ISiteShell site)
{
    public async Task AddAsync(Competition competition, Participant participant, CancellationToken ct)
    {
        var shell = await site.ComposeAsync(new ClaimsPrincipal(), ct);
        var account = participant.Account!;
        var (subject, sentences) = participant.State == ParticipantState.Approved
            ? ($"You take part in {competition.Title}", "An organizer let you in. Data, rules and your submissions are here:")
            : ($"You do not take part in {competition.Title}", $"An organizer denied your request.{Ask(competition)} The competition is here:");
        mailer.Add(account.Email!, $"{shell.Name}: {subject}", $"""
            Hello {account.DisplayName},

            {sentences}

            {address.Of(NodeLinks.Competitions.Show(competition.Slug))}

            {shell.Name}
            {address.Root}
            """.ReplaceLineEndings("\r\n"));
    }

    /// <summary>Writes to somebody that they organize a competition now.</summary>
    public async Task AddOrganizerAsync(Competition competition, Account account, CancellationToken ct)
    {
        var shell = await site.ComposeAsync(new ClaimsPrincipal(), ct);
        mailer.Add(account.Email!, $"{shell.Name}: You organize {competition.Title}", $"""
            Hello {account.DisplayName},

            another organizer made you one too. The competition's desk is here:

            {address.Of(NodeLinks.Manage.Desk(competition.Slug))}

            {shell.Name}
            {address.Root}
            """.ReplaceLineEndings("\r\n"));
    }

    public void Nudge() => mailer.Nudge();

    private static string Ask(Competition competition) =>
        competition.ContactEmail is { Length: > 0 } contact ? $" If you think that is a mistake, write to {contact}." : "";
}
