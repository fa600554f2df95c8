using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts;

/// <summary>Removes, now and then, accounts whose address nobody confirmed: strangers make them, and nobody can use them.</summary>
internal sealed partial class SweepAccounts(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SweepAccounts> logger)
    : Rounds(TimeSpan.FromHours(6), scopes, clock, logger)
{
    private const int Most = 1000;

    protected override async Task DoAsync(IServiceProvider services, CancellationToken ct)
    {
        var (db, now) = (services.GetRequiredService<DbContext>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var old = now - AccountRules.Unconfirmed;
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
                LogFailed(e, id);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Removing the account {Account}, which nobody confirmed, failed; the next round tries again")]
    private partial void LogFailed(Exception exception, Guid account);
}
