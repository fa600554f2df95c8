using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts;

/// <summary>
/// Tries a password. A try is counted before the password is looked at, in one statement of the database: of however many that arrive at
/// once, no more than <see cref="AccountRules.TriesBeforeLockout"/> are looked at before the account is locked.
/// </summary>
internal sealed partial class TryPassword(
    DbContext db, UserManager<Account> users, AccountMails mails, TimeProvider clock, ILogger<TryPassword> logger)
{
    /// <summary>Whether it is the account's; never for a locked account or for none, which costs the same.</summary>
    public async Task<bool> ExecuteAsync(Account? account, string password, CancellationToken ct)
    {
        var tried = account ?? AccountMails.StandIn();
        var turn = await TakeTurnAsync(tried.Id, ct);
        if (turn == Turn.None)
        {
            users.PasswordHasher.HashPassword(tried, password);
            return false;
        }

        if (await users.CheckPasswordAsync(tried, password))
        {
            await StartAnewAsync(tried, ct);
            return true;
        }

        if (turn == Turn.Last)
        {
            LogLocked(tried.Id);
            await mails.LockedAsync(tried, ct);
        }

        return false;
    }

    private async Task<Turn> TakeTurnAsync(Guid id, CancellationToken ct)
    {
        const int last = AccountRules.TriesBeforeLockout - 1;
        var now = clock.GetUtcNow();
        var open = db.Set<Account>().Where(a => a.Id == id && (a.LockoutEnd == null || a.LockoutEnd <= now));
        if (await open.Where(a => a.AccessFailedCount < last)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1), ct) > 0)
        {
            return Turn.Open;
        }

        // Locked before it is looked at, so that nobody else gets a turn meanwhile; a right password lifts the lock again.
        DateTimeOffset? end = now + AccountRules.Lockout;
        return await open.Where(a => a.AccessFailedCount >= last)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, end), ct) > 0
            ? Turn.Last
            : Turn.None;
    }

    // The caller may save the account after: what it holds must be what the database holds.
    private async Task StartAnewAsync(Account account, CancellationToken ct)
    {
        DateTimeOffset? none = null;
        await db.Set<Account>().Where(a => a.Id == account.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, none), ct);
        await db.Entry(account).ReloadAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Account {Account} is locked after too many wrong passwords")]
    private partial void LogLocked(Guid account);

    private enum Turn
    {
        None,
        Open,
        Last,
    }
}
