using Microsoft.EntityFrameworkCore.Storage;

namespace Agon.Node.Data;

/// <summary>
/// Begins the transactions of verbs that read before they write. On SQLite, which has one writer, they queue here without holding a
/// thread: its own way of waiting blocks one for 150 ms at a time, and a crowd would starve every page.
/// </summary>
internal sealed class WriteTransactions(NodeDb db, WriteTurns turns)
{
    /// <summary>Begins one; disposed without a commit, nothing of it happened.</summary>
    public async Task<WriteTransaction> BeginAsync(CancellationToken ct)
    {
        var hasTurn = db is SqliteNodeDb;
        if (hasTurn)
        {
            await turns.Semaphore.WaitAsync(ct);
        }

        try
        {
            return new WriteTransaction(await db.Database.BeginTransactionAsync(ct), hasTurn ? turns : null);
        }
        catch
        {
            if (hasTurn)
            {
                turns.Semaphore.Release();
            }

            throw;
        }
    }
}

/// <summary>One transaction; the turn it may hold ends with it.</summary>
internal sealed class WriteTransaction(IDbContextTransaction transaction, WriteTurns? turns) : IAsyncDisposable
{
    /// <summary>Makes it all happen. Once the work is done, nobody's hanging up undoes it.</summary>
    public Task CommitAsync() => transaction.CommitAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            turns?.Semaphore.Release();
        }
    }
}

/// <summary>Whose turn it is to write, in this process.</summary>
internal sealed class WriteTurns : IDisposable
{
    public SemaphoreSlim Semaphore { get; } = new(1, 1);

    public void Dispose() => Semaphore.Dispose();
}
