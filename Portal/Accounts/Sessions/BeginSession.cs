using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>Notes that a person signed in with a browser.</summary>
internal sealed class BeginSession(DbContext db, TimeProvider clock)
{
    /// <summary>The new session, saved.</summary>
    public async Task<AccountSession> ExecuteAsync(Guid account, HttpContext http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = new AccountSession
        {
            Id = AccountSession.NewId(),
            AccountId = account,
            CreatedAt = now,
            LastSeenAt = now,
            Device = DeviceWords.Of(http.Request.Headers[HeaderNames.UserAgent]),
            Network = CallerNetwork.Of(http.Connection.RemoteIpAddress),
        };
        db.Add(session);
        await db.SaveChangesAsync(ct);
        return session;
    }
}
