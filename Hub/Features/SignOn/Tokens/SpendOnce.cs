using Agon.Hub.Data;
using Agon.Portal.Data;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>
/// Spends what is good once, in one transaction with what the caller added to the context for it. Whoever hangs up in the middle changes
/// nothing: spent without its tokens, an honest client's second try would look like a thief's.
/// </summary>
internal sealed class SpendOnce(HubDb db)
{
    private static readonly Func<HubDb, Guid, CancellationToken, Task<bool>> Stands =
        ReadyQuery.Of((HubDb db, Guid grant, CancellationToken _) => db.Grants.Any(g => g.Id == grant && g.RevokedAt == null));

    /// <summary>
    /// Null if it is spent now and its grant still stands. If it was spent before nothing is saved; if the grant was revoked meanwhile, by
    /// signing out for instance, it is spent and nothing else saved.
    /// </summary>
    /// <param name="grant">What it belongs to.</param>
    /// <param name="spent">What it means that it was spent before.</param>
    /// <param name="spend">Marks it in one statement; how many rows were open.</param>
    public async Task<SignOnRefusal?> ExecuteAsync(Guid grant, SignOnRefusal spent, Func<CancellationToken, Task<int>> spend)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (await spend(CancellationToken.None) == 0)
        {
            db.ChangeTracker.Clear();
            return spent;
        }

        // Looked at again: waiting for the transaction may have taken long, and whoever ended the grant has told the client.
        var stands = await Stands(db, grant, CancellationToken.None);
        if (!stands)
        {
            db.ChangeTracker.Clear();
        }

        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return stands ? null : SignOnRefusal.GrantRevoked;
    }
}
