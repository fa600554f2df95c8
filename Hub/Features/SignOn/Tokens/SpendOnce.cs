using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore.Storage;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>
/// Spends what is good once, in one transaction with what the caller added to the context for it and with the assertion the call came with. Whoever hangs up in the middle changes
/// nothing: spent without its tokens, an honest client's second try would look like a thief's.
/// </summary>
internal sealed class SpendOnce(HubDb db, SpendAssertion assertion)
{
    private static readonly Func<HubDb, Guid, CancellationToken, Task<bool>> Stands =
        ReadyQuery.Of((HubDb db, Guid grant, CancellationToken _) => db.Grants.Any(g => g.Id == grant && g.RevokedAt == null));

    /// <summary>
    /// Null if it is spent now and its grant still stands. If it was spent before, or the assertion was, nothing else is saved; if the grant was revoked meanwhile, by
    /// signing out for instance, it is spent and nothing else saved.
    /// </summary>
    /// <param name="grant">What it belongs to.</param>
    /// <param name="spent">What it means that it was spent before.</param>
    /// <param name="spend">Marks it in one statement; how many rows were open.</param>
    public async Task<SignOnRefusal?> ExecuteAsync(Guid grant, SignOnRefusal spent, Func<CancellationToken, Task<int>> spend)
    {
        // If anything fails the whole transaction does: no step of it has to be taken back by itself.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (await spend(CancellationToken.None) == 0)
        {
            db.ChangeTracker.Clear();
            return await SaveAsync(transaction) ?? spent;
        }

        // Looked at again: waiting for the transaction may have taken long, and whoever ended the grant has told the client.
        var stands = await Stands(db, grant, CancellationToken.None);
        if (!stands)
        {
            db.ChangeTracker.Clear();
        }

        return await SaveAsync(transaction) ?? (stands ? null : SignOnRefusal.GrantRevoked);
    }

    private async Task<SignOnRefusal?> SaveAsync(IDbContextTransaction transaction)
    {
        if (await assertion.SaveAsync(CancellationToken.None) is { } replayed)
        {
            db.ChangeTracker.Clear();
            return replayed;
        }

        await transaction.CommitAsync(CancellationToken.None);
        return null;
    }
}
