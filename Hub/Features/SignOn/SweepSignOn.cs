using Agon.Hub.Data;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.SignOn;

/// <summary>Forgets what can't change an answer any more. Spent codes and tokens are kept as long as a second use of them would tell something.</summary>
internal sealed partial class SweepSignOn(HubDb db, IOptions<SignOnOptions> options, TimeProvider clock, ILogger<SweepSignOn> logger)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1), Moment = TimeSpan.FromMinutes(10);

    public async Task ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (yesterday, aMomentAgo, longAgo) = (now - Day, now - Moment, now - options.Value.AuditDays * Day);
        await SweepAsync(db.UsedAssertions.Where(a => a.ForgetAt < now), ct);
        await SweepAsync(db.PushedRequests.Where(p => p.ExpiresAt < aMomentAgo), ct);
        await SweepAsync(db.AuthorizationCodes.Where(c => c.ExpiresAt < yesterday), ct);
        await SweepAsync(db.DeviceRequests.Where(r => r.ExpiresAt < yesterday), ct);
        await SweepAsync(db.RegistrationTokens.Where(t => t.ExpiresAt < yesterday), ct);
        await SweepAsync(db.RefreshTokens.Where(t => t.ExpiresAt < yesterday), ct);
        await SweepAsync(db.SignOnEvents.Where(e => e.At < longAgo), ct);

        // Clients are told of sessions that end by the grants given in them: those of living sessions stay.
        await SweepAsync(
            db.Grants.Where(g => g.CreatedAt < yesterday && !db.RefreshTokens.Any(t => t.GrantId == g.Id) && !db.Set<AccountSession>().Any(s => s.Id == g.SessionId)), ct);
    }

    // What can't be swept in one table must not fill the others.
    private async Task SweepAsync<T>(IQueryable<T> old, CancellationToken ct)
    {
        try
        {
            await old.ExecuteDeleteAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, typeof(T).Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "Sweeping {What} failed; the next round tries again")]
    private partial void LogFailed(Exception exception, string what);
}
