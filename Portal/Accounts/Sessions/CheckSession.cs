using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>Tells whether a browser's session goes on, and notes now and then that it was seen.</summary>
internal sealed class CheckSession(DbContext db, LiveSessions live, TimeProvider clock)
{
    private static readonly Func<DbContext, string, Guid, CancellationToken, Task<DateTimeOffset?>> LastSeen = ReadyQuery.Of((DbContext db, string id, Guid account, CancellationToken _) =>
        db.Set<AccountSession>().Where(s => s.Id == id && s.AccountId == account && db.Set<Account>().Any(a => a.Id == account && a.SecurityStamp == s.Stamp))
            .Select(s => (DateTimeOffset?)s.LastSeenAt).SingleOrDefault());

    public async Task<bool> ExecuteAsync(Guid account, string sessionId, CancellationToken ct)
    {
        if (live.IsAlive(sessionId, account) is { } known)
        {
            return known;
        }

        var seen = await LastSeen(db, sessionId, account, ct);
        if (seen is null)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        if (now - seen >= SessionRules.SeenEvery)
        {
            await db.Set<AccountSession>().Where(s => s.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), ct);
        }

        live.Remember(sessionId, account);
        return true;
    }
}
