using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>
/// Ends, now and then, sessions whose cookie expired long ago, and removes old notes of ended ones. They are ended like any other: whoever
/// began a session because of one has to hear of it.
/// </summary>
internal sealed partial class SweepSessions(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SweepSessions> logger) : BackgroundService
{
    private const int Most = 5000;

    private static readonly TimeSpan Round = TimeSpan.FromHours(6);

    /// <summary>One sweep.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DbContext>();
        var (expired, old) = (clock.GetUtcNow() - AccountRules.SignedIn - SessionRules.SeenEvery, clock.GetUtcNow() - SessionRules.NotesKept);
        var end = scope.ServiceProvider.GetRequiredService<EndSession>();
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Not at once: a host that starts has other things to do.
            await Task.Delay(Round, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Ending the expired session {Session} failed")]
    private partial void LogEndFailed(Exception exception, string session);

    [LoggerMessage(LogLevel.Error, "Removing expired sessions failed; the next round tries again")]
    private partial void LogFailed(Exception exception);
}
