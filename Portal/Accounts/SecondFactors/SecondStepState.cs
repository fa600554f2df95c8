using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>What a host may know of an account's second step.</summary>
public static class SecondStepState
{
    /// <summary>Since when a code is asked for at sign-in, UTC; null if none is.</summary>
    /// <param name="db">The host's database.</param>
    /// <param name="account">Whose.</param>
    /// <param name="ct">Ends the wait.</param>
    public static Task<DateTimeOffset?> SecondStepSinceAsync(this DbContext db, Guid account, CancellationToken ct) =>
        db.Set<SecondFactor>().Where(f => f.AccountId == account).Select(f => f.ConfirmedAt).SingleOrDefaultAsync(ct);
}
