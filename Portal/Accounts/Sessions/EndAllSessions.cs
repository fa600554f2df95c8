using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>
/// Ends every session of an account, or every other one, in one transaction. Change the account's security stamp before, so that a sign-in
/// under way gives none either.
/// </summary>
public sealed class EndAllSessions
{
    private readonly DbContext _db;
    private readonly EndSession _end;

    /// <summary>Made by the host's services.</summary>
    internal EndAllSessions(DbContext db, EndSession end) => (_db, _end) = (db, end);

    /// <summary>How many were ended.</summary>
    /// <param name="account">Whose sessions.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="except">The id of a session that goes on; none if null.</param>
    public async Task<int> ExecuteAsync(Guid account, CancellationToken ct, string? except = null)
    {
        await using var transaction = _db.Database.CurrentTransaction is null ? await _db.Database.BeginTransactionAsync(ct) : null;
        var count = 0;
        foreach (var id in await _db.Set<AccountSession>().Where(s => s.AccountId == account && s.Id != except).Select(s => s.Id).ToListAsync(ct))
        {
            count += await _end.ExecuteAsync(account, id, ct) ? 1 : 0;
        }

        await _db.Set<AccountSession>().Where(s => s.AccountId == account && s.Id == except)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Stamp, s => _db.Set<Account>().Where(a => a.Id == account).Select(a => a.SecurityStamp).Single() ?? ""), ct);
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        return count;
    }
}
