using Microsoft.EntityFrameworkCore.Storage;

namespace Agon.Node.Data;

/// <summary>Begins the transactions of verbs that read before they write. On SQLite, which has one writer, they queue.</summary>
internal sealed class WriteTransactions(NodeDb db)
{
    /// <summary>Begins one; disposed without a commit, nothing of it happened.</summary>
    public async Task<WriteTransaction> BeginAsync(CancellationToken ct) => new(await db.Database.BeginTransactionAsync(ct));
}

/// <summary>One transaction.</summary>
internal sealed class WriteTransaction(IDbContextTransaction transaction) : IAsyncDisposable
{
    /// <summary>Makes it all happen. Once the work is done, nobody's hanging up undoes it.</summary>
    public Task CommitAsync() => transaction.CommitAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
