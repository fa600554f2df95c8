using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>
/// Ends one session of an account: its browser is signed out with its next request. The note for others is saved in the same transaction,
/// the caller's if there is one.
/// </summary>
public sealed class EndSession
{
    private readonly DbContext _db;
    private readonly LiveSessions _live;
    private readonly Nudge<EndedSession> _nudge;
    private readonly IEnumerable<ISessionEnding> _others;
    private readonly TimeProvider _clock;

    /// <summary>Made by the host's services.</summary>
    internal EndSession(DbContext db, LiveSessions live, Nudge<EndedSession> nudge, IEnumerable<ISessionEnding> others, TimeProvider clock) =>
        (_db, _live, _nudge, _others, _clock) = (db, live, nudge, others, clock);

    /// <summary>Whether it was there to be ended.</summary>
    /// <param name="account">Whose it must be.</param>
    /// <param name="sessionId">Its id.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<bool> ExecuteAsync(Guid account, string sessionId, CancellationToken ct)
    {
        await using var transaction = _db.Database.CurrentTransaction is null ? await _db.Database.BeginTransactionAsync(ct) : null;
        if (await _db.Set<AccountSession>().Where(s => s.Id == sessionId && s.AccountId == account).ExecuteDeleteAsync(ct) == 0)
        {
            return false;
        }

        var ended = new EndedSession { SessionId = sessionId, AccountId = account, EndedAt = _clock.GetUtcNow() };
        _db.Add(ended);
        foreach (var other in _others)
        {
            await other.NoteAsync(ended, ct);
        }

        await _db.SaveChangesAsync(ct);
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        _live.End(sessionId);
        _nudge.Give();
        return true;
    }
}
