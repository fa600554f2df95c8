using System.Runtime.CompilerServices;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Portal.Data;

/// <summary>Nudges whoever follows rows of a kind, after a commit that added some, inside an explicit transaction or not.</summary>
/// <typeparam name="TRow">The rows.</typeparam>
/// <typeparam name="TFor">Who follows them.</typeparam>
/// <param name="nudge">Wakes them.</param>
/// <param name="isForChanges">Whether rows that were changed count too.</param>
public sealed class NudgeAfterCommit<TRow, TFor>(Nudge<TFor> nudge, bool isForChanges = false) : SaveChangesInterceptor, IDbTransactionInterceptor
    where TRow : class
{
    // The contexts whose next commit does.
    private readonly ConditionalWeakTable<DbContext, object> _adding = [];

    /// <inheritdoc/>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Look(eventData.Context);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Look(eventData.Context);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        NudgeIfCommitted(eventData.Context);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        NudgeIfCommitted(eventData.Context);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public void TransactionCommitted(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData) => Nudge(eventData.Context);

    /// <inheritdoc/>
    public Task TransactionCommittedAsync(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Nudge(eventData.Context);
        return Task.CompletedTask;
    }

    private void Look(DbContext? db)
    {
        if (db!.ChangeTracker.Entries<TRow>().Any(e => e.State == EntityState.Added || (isForChanges && e.State == EntityState.Modified)))
        {
            _adding.AddOrUpdate(db, this);
        }
    }

    private void NudgeIfCommitted(DbContext? db)
    {
        if (db!.Database.CurrentTransaction is null)
        {
            Nudge(db);
        }
    }

    private void Nudge(DbContext? db)
    {
        if (db is not null && _adding.Remove(db))
        {
            nudge.Give();
        }
    }
}
