using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts;

/// <summary>Removes, now and then, accounts whose address nobody confirmed: strangers make them, and nobody can use them.</summary>
internal sealed partial class SweepAccounts(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SweepAccounts> logger) : BackgroundService
{
    private const int Most = 1000;

    private static readonly TimeSpan Round = TimeSpan.FromHours(6);

    /// <summary>One sweep.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DbContext>();
        var old = clock.GetUtcNow() - AccountRules.Unconfirmed;
        var abandoned = db.Set<Account>().Where(a => !a.EmailConfirmed && a.CreatedAt < old && !db.Set<AccountSession>().Any(s => s.AccountId == a.Id));
        foreach (var id in await abandoned.OrderBy(a => a.CreatedAt).Select(a => a.Id).Take(Most).ToListAsync(ct))
        {
            try
            {
                // Confirmed in this very moment, it stays.
                await abandoned.Where(a => a.Id == id).ExecuteDeleteAsync(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
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

    [LoggerMessage(LogLevel.Error, "Removing accounts that nobody confirmed failed; the next round tries again")]
    private partial void LogFailed(Exception exception);
}
