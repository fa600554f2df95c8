using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts;

/// <summary>
/// Counts tries to get into an account, whether with a password or with a code. A try is counted before it is looked at, in one statement
/// of the database: of however many that arrive at once, no more than <see cref="AccountRules.TriesBeforeLockout"/> are looked at before
/// the account is locked.
/// </summary>
internal sealed partial class Tries(DbContext db, AccountMails mails, TimeProvider clock, ILogger<Tries> logger)
{
    private const int Last = AccountRules.TriesBeforeLockout - 1;

    /// <summary>Counts one more.</summary>
    public async Task<Turn> TakeAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = db.Set<Account>().Where(a => a.Id == id && (a.LockoutEnd == null || a.LockoutEnd <= now));
        if (await open.Where(a => a.AccessFailedCount < Last)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1), ct) > 0)
        {
            return Turn.Open;
        }

        // Locked before it is looked at, so that nobody else gets a turn meanwhile; a right answer lifts the lock again.
        DateTimeOffset? end = now + AccountRules.Lockout;
        return await open.Where(a => a.AccessFailedCount >= Last)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, end), ct) > 0
            ? Turn.Last
            : Turn.None;
    }

    /// <summary>It was wrong: tells the owner if it was the last.</summary>
    public async Task WasWrongAsync(Account account, Turn turn, CancellationToken ct)
    {
        if (turn == Turn.Last)
        {
            LogLocked(account.Id);
            await mails.LockedAsync(account, ct);
        }
    }

    /// <summary>It was right and proves all that is asked for: the count starts anew.</summary>
    public Task WasRightAsync(Account account, CancellationToken ct) => SetAsync(account, db.Set<Account>().Where(a => a.Id == account.Id), 0, ct);

    /// <summary>It was right and more is asked for: as if it had not been tried, so that it neither counts nor makes good for what was wrong.</summary>
    public async Task WasRightSoFarAsync(Account account, Turn turn, CancellationToken ct)
    {
        if (turn == Turn.Last)
        {
            await SetAsync(account, db.Set<Account>().Where(a => a.Id == account.Id), Last, ct);
            return;
        }

        await db.Set<Account>().Where(a => a.Id == account.Id && a.AccessFailedCount > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount - 1), ct);
        await db.Entry(account).ReloadAsync(ct);
    }

    // The caller may save the account after: what it holds must be what the database holds.
    private async Task SetAsync(Account account, IQueryable<Account> row, int count, CancellationToken ct)
    {
        DateTimeOffset? none = null;
        await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, count).SetProperty(a => a.LockoutEnd, none), ct);
        await db.Entry(account).ReloadAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Account {Account} is locked after too many wrong passwords or codes")]
    private partial void LogLocked(Guid account);
}

/// <summary>What a try may do.</summary>
internal enum Turn
{
    /// <summary>Nothing: the account is locked, or there is none.</summary>
    None,

    /// <summary>It is looked at.</summary>
    Open,

    /// <summary>It is looked at, and if it is wrong the account stays locked.</summary>
    Last,
}
