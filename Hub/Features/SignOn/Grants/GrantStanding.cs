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
        if (IsOver(grant) || await PersonOf(db, grant.AccountId, ct) is not { } person)
        {
            return SignOnRefusal.GrantRevoked;
        }

        return IsAnother(person.Stamp, grant) || (NeedsSession(grant) && !await IsSignedIn(db, grant.SessionId!, ct)) ? SignOnRefusal.GrantEnded : null;
    }

    /// <summary>The same by what was read together with the grant.</summary>
    /// <param name="grant">The grant; its person is there.</param>
    /// <param name="stamp">Its person's security stamp now.</param>
    /// <param name="isSignedIn">Whether the session it was given in goes on.</param>
    public SignOnRefusal? RefusalOf(Grant grant, string? stamp, bool isSignedIn) =>
        IsOver(grant) ? SignOnRefusal.GrantRevoked
        : IsAnother(stamp, grant) || (NeedsSession(grant) && !isSignedIn) ? SignOnRefusal.GrantEnded
        : null;

    private bool IsOver(Grant grant) => grant.RevokedAt is not null || grant.ExpiresAt <= clock.GetUtcNow();

    // A lock keeps guessers from trying passwords; what the owner gave before goes on.
    private static bool IsAnother(string? stamp, Grant grant) => RandomSecret.Digest(stamp ?? "") != grant.StampDigest;

    // Who gave offline access gave it beyond the session.
    private static bool NeedsSession(Grant grant) => grant.SessionId is not null && !SignOnScopes.Read(grant.Scopes).Contains(SignOnScopes.OfflineAccess);

    private sealed record Person(string? Stamp);
}
