using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>Notes that a person signed in with a browser.</summary>
internal sealed class BeginSession(DbContext db, TimeProvider clock)
{
    /// <summary>The new session, saved.</summary>
    /// <param name="account">Who signed in, as loaded before they showed it.</param>
    /// <param name="http">The request by which they did.</param>
    /// <param name="beside">Adds to the context what is saved with it, given its id.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<AccountSession> ExecuteAsync(Account account, HttpContext http, Action<string>? beside, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = new AccountSession
        {
            Id = AccountSession.NewId(),
            AccountId = account.Id,
            Stamp = account.SecurityStamp ?? "",
            CreatedAt = now,
            LastSeenAt = now,
            Device = DeviceWords.Of(http.Request.Headers[HeaderNames.UserAgent]),
            Network = CallerNetwork.Of(http.Connection.RemoteIpAddress),
        };
        db.Add(session);
        beside?.Invoke(session.Id);
        await db.SaveChangesAsync(ct);
        return session;
    }
}
