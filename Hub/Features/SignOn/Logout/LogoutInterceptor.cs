using System.Data.Common;
using System.Runtime.CompilerServices;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>Wakes <see cref="LogoutOutlet"/> after a commit that added something to send, inside an explicit transaction or not.</summary>
internal sealed class LogoutInterceptor(Nudge<LogoutOutlet> nudge) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    // The contexts whose next commit adds something.
    private readonly ConditionalWeakTable<DbContext, object> _adding = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context!.ChangeTracker.Entries<LogoutDelivery>().Any(e => e.State == EntityState.Added))
        {
            _adding.AddOrUpdate(eventData.Context, this);
        }

        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context!.Database.CurrentTransaction is null)
        {
            Nudge(eventData.Context);
        }

        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Nudge(eventData.Context);
        return Task.CompletedTask;
    }

    private void Nudge(DbContext? db)
    {
        if (db is not null && _adding.Remove(db))
        {
            nudge.Give();
        }
    }
}
