using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>Notes, while a session ends, whom to tell, and ends what was given for as long as the session lasted.</summary>
internal sealed class NoteLogouts(HubDb db, PairwiseSubjects subjects, TimeProvider clock) : ISessionEnding
{
    public async Task NoteAsync(EndedSession ended, CancellationToken ct)
    {
        foreach (var client in await db.Clients.AsNoTracking().Where(c => db.Grants.Any(g => g.SessionId == ended.SessionId && g.ClientId == c.ClientId)).ToListAsync(ct))
        {
            // One that redeems its first code this very moment gets the subject given here.
            var subject = await subjects.OfAsync(client, ended.AccountId, ct);
            db.Add(new LogoutDelivery
            {
                Id = Guid.CreateVersion7(ended.EndedAt),
                ClientId = client.ClientId,
                SessionId = ClientSession.IdOf(ended.SessionId, client.ClientId),
                Subject = subject,
                EndedAt = ended.EndedAt,
                DueAt = client.BackChannelLogoutUri is null ? null : ended.EndedAt,
            });
        }

        await RevokeAsync(ended.SessionId, ct);
    }

    // OpenID Back-Channel Logout 1.0 §2.7: what was asked for with offline_access outlives the session. A code that nobody redeemed yet, of a site or a device, does
    // not: its client would begin a session after it was told of the end.
    private async Task RevokeAsync(string session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var grants = await db.Grants.Where(g => g.SessionId == session && g.RevokedAt == null).Select(g => new { g.Id, g.Scopes }).ToListAsync(ct);
        var ending = grants.Where(g => !SignOnScopes.Read(g.Scopes).Contains(SignOnScopes.OfflineAccess)).Select(g => g.Id).ToList();
        await db.Grants
            .Where(g => g.SessionId == session && g.RevokedAt == null
                && (ending.Contains(g.Id) || db.AuthorizationCodes.Any(c => c.GrantId == g.Id && c.RedeemedAt == null)
                    || db.DeviceRequests.Any(r => r.GrantId == g.Id && r.RedeemedAt == null)))
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.RevokedAt, now), ct);
    }
}
