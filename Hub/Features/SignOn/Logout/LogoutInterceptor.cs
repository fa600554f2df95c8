using System.Data.Common;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>Wakes <see cref="LogoutOutlet"/> after a commit that added something to send, inside an explicit transaction or not.</summary>
internal sealed class LogoutInterceptor(Nudge<LogoutOutlet> nudge) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private bool _adds;

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        _adds |= eventData.Context!.ChangeTracker.Entries<LogoutDelivery>().Any(e => e.State == EntityState.Added);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context!.Database.CurrentTransaction is null)
        {
            Nudge();
        }

        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Nudge();
        return Task.CompletedTask;
    }

    private void Nudge()
    {
        if (_adds)
        {
            _adds = false;
            nudge.Give();
        }
    }
}
