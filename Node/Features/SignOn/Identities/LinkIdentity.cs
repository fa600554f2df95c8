using Agon.Node.Data;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>Notes that a person of an issuer is an account here. The caller has made sure that it is the same person.</summary>
internal sealed partial class LinkIdentity(NodeDb db, SignOnMails mails, TimeProvider clock, ILogger<LinkIdentity> logger)
{
    /// <summary>Why not, or null.</summary>
    public async Task<SignOnFailure?> ExecuteAsync(VerifiedPerson person, Account account, CancellationToken ct)
    {
        // Somebody who was signed out everywhere since they came, or whose account there is gone, is nobody to link.
        if (await db.ReceivedLogouts.AnyAsync(l => l.IssuerAddress == person.IssuerAddress && l.Subject == person.Subject && l.Sid == null && l.ReceivedAt >= person.BegunAt, ct))
        {
            return SignOnFailure.EndedMeanwhile;
        }

        var now = clock.GetUtcNow();
        db.LinkedIdentities.Add(new LinkedIdentity
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            IssuerAddress = person.IssuerAddress,
            Subject = person.Subject,
            LinkedAt = now,
        });
        try
        {
            // With a mail in the same save: nobody gains a way into an account without its owner hearing of it.
            await mails.AddLinkedAsync(account, person.IssuerAddress, ct);
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, LinkedIdentity.WhoIndex))
        {
            db.ChangeTracker.Clear();
            return await db.LinkedIdentities.AnyAsync(l => l.IssuerAddress == person.IssuerAddress && l.Subject == person.Subject && l.AccountId == account.Id, ct)
                ? null
                : SignOnFailure.LinkedElsewhere;
        }

        mails.Nudge();
        LogLinked(account.Id, person.IssuerAddress);
        return null;
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} was linked with a person of {Issuer}")]
    private partial void LogLinked(Guid account, string issuer);
}
