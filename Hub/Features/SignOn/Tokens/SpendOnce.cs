using Agon.Hub.Data;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>
/// Spends what is good once, in one transaction with what the caller added to the context for it. Whoever hangs up in the middle changes
/// nothing: spent without its tokens, an honest client's second try would look like a thief's.
/// </summary>
internal sealed class SpendOnce(HubDb db)
{
    /// <summary>Whether it was not spent before; if it was, nothing is saved.</summary>
    /// <param name="spend">Marks it in one statement; how many rows were open.</param>
    public async Task<bool> ExecuteAsync(Func<CancellationToken, Task<int>> spend)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (await spend(CancellationToken.None) == 0)
        {
            db.ChangeTracker.Clear();
            return false;
        }

        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }
}
