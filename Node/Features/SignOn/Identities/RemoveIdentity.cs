using Agon.Node.Data;
using Agon.Node.Features.SignOn.Sessions;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>Takes a way into an account away, unless it is the last; other browsers that came by it are signed out.</summary>
internal sealed partial class RemoveIdentity(
    NodeDb db, UserManager<Account> users, EndSession end, ILogger<RemoveIdentity> logger)
{
    /// <summary>Why not, or null. What is not there is removed already.</summary>
    public async Task<SignOnFailure?> ExecuteAsync(Guid account, Guid identity, string? currentSession, CancellationToken ct)
    {
        List<SignOnSession> sessions;
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            if (await db.LinkedIdentities.SingleOrDefaultAsync(l => l.Id == identity && l.AccountId == account, ct) is not { } link)
            {
                return null;
            }

            if (!await HasAnotherWayAsync(account, identity, ct))
            {
                return SignOnFailure.LastWayIn;
            }

            sessions = await db.SignOnSessions.AsNoTracking()
                .Where(s => s.AccountId == account && s.IssuerAddress == link.IssuerAddress && s.Subject == link.Subject && s.SessionId != currentSession).ToListAsync(ct);
            db.LinkedIdentities.Remove(link);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(CancellationToken.None);
            LogRemoved(account, link.IssuerAddress);
        }

        foreach (var session in sessions)
        {
            await end.ExecuteAsync(account, session.SessionId, ct);
        }

        return null;
    }

    // One by an issuer that is switched off is no way in.
    private async Task<bool> HasAnotherWayAsync(Guid id, Guid identity, CancellationToken ct)
    {
        var account = await db.Users.SingleAsync(a => a.Id == id, ct);
        return await users.HasPasswordAsync(account)
            || (await users.GetPasskeysAsync(account)).Count > 0
            || await db.LinkedIdentities.AnyAsync(l => l.AccountId == id && l.Id != identity && db.Issuers.Any(i => i.Address == l.IssuerAddress && i.IsEnabled), ct);
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} is no longer linked with a person of {Issuer}")]
    private partial void LogRemoved(Guid account, string issuer);
}
