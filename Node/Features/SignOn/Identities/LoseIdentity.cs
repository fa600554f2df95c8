using Agon.Node.Data;
using Agon.Node.Features.SignOn.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>
/// Forgets by what name an issuer knew a person whose account there is deleted. The account here stays with all they did, for it may be part
/// of competitions; who has no other way into it chooses a password by mail. Done twice, or broken off and done again, it is done once.
/// </summary>
internal sealed partial class LoseIdentity(NodeDb db, EndSignOnSessions end, SignOnMails mails, TimeProvider clock, ILogger<LoseIdentity> logger)
{
    /// <summary>Whether this was news.</summary>
    /// <param name="issuer">The issuer's address.</param>
    /// <param name="subject">The person, as the issuer called them.</param>
    /// <param name="newsId">What makes the news the only one of its kind.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<bool> ExecuteAsync(string issuer, string subject, string newsId, CancellationToken ct)
    {
        // First, so that a sign-in that is on its way finds it.
        var isNews = await end.OnceMoreAsync(issuer, null, subject, newsId, ct);
        if (await db.LinkedIdentities.SingleOrDefaultAsync(l => l.IssuerAddress == issuer && l.Subject == subject, ct) is not { } link)
        {
            return isNews;
        }

        // The way in, the note for the person's page and the mail: all or nothing.
        var (now, account) = (clock.GetUtcNow(), await db.Users.AsNoTracking().SingleAsync(a => a.Id == link.AccountId, ct));
        db.LinkedIdentities.Remove(link);
        db.LostIdentities.Add(new LostIdentity { Id = Guid.CreateVersion7(now), AccountId = account.Id, IssuerAddress = issuer, LostAt = now });
        await mails.AddLostAsync(account, issuer, ct);
        await db.SaveChangesAsync(ct);
        mails.Nudge();
        LogLost(account.Id, issuer);
        return isNews;
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} lost a way in: the person's account at {Issuer} was deleted")]
    private partial void LogLost(Guid account, string issuer);
}
