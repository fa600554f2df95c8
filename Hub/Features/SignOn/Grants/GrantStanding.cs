using Agon.Hub.Data;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>Whether a grant is still good: not revoked, its person still there and the same, and signed in unless they gave more.</summary>
internal sealed class GrantStanding(HubDb db, TimeProvider clock)
{
    private static readonly Func<HubDb, Guid, CancellationToken, Task<Person?>> PersonOf = ReadyQuery.Of(
        (HubDb db, Guid account, CancellationToken _) => db.Users.Where(u => u.Id == account).Select(u => new Person(u.SecurityStamp)).SingleOrDefault());

    private static readonly Func<HubDb, string, CancellationToken, Task<bool>> IsSignedIn =
        ReadyQuery.Of((HubDb db, string session, CancellationToken _) => db.Set<AccountSession>().Any(s => s.Id == session));

    public async Task<SignOnRefusal?> RefusalOfAsync(Grant grant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (grant.RevokedAt is not null || grant.ExpiresAt <= now)
        {
            return SignOnRefusal.GrantRevoked;
        }

        // A lock keeps guessers from trying passwords; what the owner gave before goes on.
        var account = await PersonOf(db, grant.AccountId, ct);
        return account switch
        {
            null => SignOnRefusal.GrantRevoked,
            _ when RandomSecret.Digest(account.Stamp ?? "") != grant.StampDigest => SignOnRefusal.GrantEnded,
            _ => await IsSignedOutAsync(grant, ct) ? SignOnRefusal.GrantEnded : null,
        };
    }

    // Who gave offline access gave it beyond the session.
    private async Task<bool> IsSignedOutAsync(Grant grant, CancellationToken ct) =>
        grant.SessionId is { } session && !SignOnScopes.Read(grant.Scopes).Contains(SignOnScopes.OfflineAccess)
        && !await IsSignedIn(db, session, ct);

    private sealed record Person(string? Stamp);
}
