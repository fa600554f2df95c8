using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Portal.Data;

/// <summary>
/// Lets those who write into SQLite, which has one writer, queue here without holding a thread: its own way of waiting blocks one for
/// 150 ms at a time, and a crowd would starve every page. A turn is a transaction, or a command that writes outside of one.
/// </summary>
/// <remarks>Made for each context. Who can't get a turn goes on without: SQLite decides, as it does between processes.</remarks>
internal sealed class SqliteTurns(SqliteTurns.Queue queue) : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor, IDisposable
{
    private bool _isHeld, _isAsked;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        AfterTurnAsync(Writes(eventData), result, cancellationToken);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        AfterTurnAsync(Writes(eventData), result, cancellationToken);

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        AfterTurnAsync(true, result, cancellationToken);

    // A connection is closed after each command outside of a transaction, and after each transaction, however it ended.
    public ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(ConnectionClosing(connection, eventData, result));

    public InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Dispose();
        return result;
    }

    /// <summary>Ends the turn, if there is one.</summary>
    public void Dispose()
    {
        _isAsked = false;
        if (_isHeld)
        {
            _isHeld = false;
            queue.Turn.Release();
        }
    }

    private static bool Writes(CommandEventData command) =>
        command.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;

    private async ValueTask<InterceptionResult<T>> AfterTurnAsync<T>(bool isNeeded, InterceptionResult<T> result, CancellationToken ct)
    {
        // Asked for once: who goes on without may hold SQLite's own lock by the next command, and whoever has the turn would wait for that.
        if (isNeeded && !_isAsked)
        {
            _isHeld = await queue.Turn.WaitAsync(queue.Longest, ct);
            _isAsked = true;
        }

        return result;
    }

    /// <summary>Whose turn it is, in this process.</summary>
    internal sealed class Queue : IDisposable
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>How long one is waited for: longer than any lasts. Whoever waits for a turn of their own must not wait for ever.</summary>
        public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(30);

        public void Dispose() => Turn.Dispose();
    }
}
