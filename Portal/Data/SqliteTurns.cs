using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Portal.Data;

/// <summary>
/// Lets those who write into SQLite, which has one writer, queue here without holding a thread: its own way of waiting blocks one for
/// 150 ms at a time, and a crowd would starve every page. A turn is a transaction, or a command that writes outside of one.
/// </summary>
internal sealed class SqliteTurns(SqliteTurns.Queue queue) : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    /// <summary>
    /// Gives a context a connection that knows its turn. It is a plain one besides: Entity Framework's own is given a dozen functions for
    /// decimals and regular expressions, which we have none of, anew each time it is opened, and that is before nearly every command.
    /// </summary>
    public InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new QueuedSqliteConnection(eventData.ConnectionString!, queue));

    /// <summary>Gives a command that was parsed before, instead of the new one with the same text.</summary>
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        eventData.CommandSource is CommandSource.LinqQuery or CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete
            && result is KeptCommand { Connection: QueuedSqliteConnection connection } command ? connection.Parsed(command) : result;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        Writes(eventData) ? AfterTurnAsync(eventData.Connection, result, cancellationToken) : ValueTask.FromResult(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        Writes(eventData) ? AfterTurnAsync(eventData.Connection, result, cancellationToken) : ValueTask.FromResult(result);

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        AfterTurnAsync(connection, result, cancellationToken);

    private static bool Writes(CommandEventData command) =>
        command.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;

    private static async ValueTask<InterceptionResult<T>> AfterTurnAsync<T>(DbConnection? connection, InterceptionResult<T> result, CancellationToken ct)
    {
        // Another one makes the database, before anybody is served.
        if (connection is QueuedSqliteConnection queued)
        {
            await queued.AwaitTurnAsync(ct);
        }

        return result;
    }

    /// <summary>Whose turn it is, in this process.</summary>
    internal sealed class Queue : IDisposable
    {
        // More contexts than these are in use only for a moment; each open connection holds two files.
        private const int MostKept = 64;
        private int _kept;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>How long one is waited for: longer than any lasts. Whoever waits for a turn of their own must not wait for ever.</summary>
        public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(30);

        /// <summary>Whether one more connection may stay open while nobody uses it.</summary>
        public bool TryKeep()
        {
            if (Interlocked.Increment(ref _kept) <= MostKept)
            {
                return true;
            }

            KeepNoMore();
            return false;
        }

        /// <summary>One of them is closed.</summary>
        public void KeepNoMore() => Interlocked.Decrement(ref _kept);

        public void Dispose() => Turn.Dispose();
    }
}
