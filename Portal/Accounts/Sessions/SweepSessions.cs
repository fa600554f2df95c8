using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>
/// Ends, now and then, sessions whose cookie expired long ago, and removes old notes of ended ones. They are ended like any other: whoever
/// began a session because of one has to hear of it.
/// </summary>
internal sealed partial class SweepSessions(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SweepSessions> logger)
    : Rounds(TimeSpan.FromHours(6), scopes, clock, logger)
{
    private const int Most = 5000;

    protected override async Task DoAsync(IServiceProvider services, CancellationToken ct)
    {
        var (db, now) = (services.GetRequiredService<DbContext>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var (expired, old) = (now - AccountRules.SignedIn - SessionRules.SeenEvery, now - SessionRules.NotesKept);
        var end = services.GetRequiredService<EndSession>();
        foreach (var session in await db.Set<AccountSession>().Where(s => s.LastSeenAt < expired).OrderBy(s => s.LastSeenAt).Take(Most)
            .Select(s => new { s.AccountId, s.Id }).ToListAsync(ct))
        {
            try
            {
                await end.ExecuteAsync(session.AccountId, session.Id, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // It must not keep the others; the next round tries it again.
                LogEndFailed(e, session.Id);
            }

            db.ChangeTracker.Clear();
        }

        await db.Set<EndedSession>().Where(e => e.EndedAt < old).ExecuteDeleteAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "Ending the expired session {Session} failed")]
    private partial void LogEndFailed(Exception exception, string session);
}
