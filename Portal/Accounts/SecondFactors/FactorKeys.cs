using Agon.Portal.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>Reads what an account's second step is.</summary>
internal sealed class FactorKeys(DbContext db, IDataProtectionProvider protection)
{
    private static readonly Func<DbContext, Guid, CancellationToken, Task<bool>> IsOn = ReadyQuery.Of((DbContext db, Guid account, CancellationToken _) =>
        db.Set<SecondFactor>().Any(f => f.AccountId == account && f.ConfirmedAt != null));

    private readonly IDataProtector _protector = protection.CreateProtector("Agon.SecondFactor");

    /// <summary>Whether a code is asked for at sign-in.</summary>
    public Task<bool> IsOnAsync(Guid account, CancellationToken ct) =>
        IsOn(db, account, ct);

    /// <summary>What is set up or being set up; null if nothing is.</summary>
    public Task<SecondFactor?> FindAsync(Guid account, CancellationToken ct) => db.Set<SecondFactor>().SingleOrDefaultAsync(f => f.AccountId == account, ct);

    public string Protect(byte[] key) => Convert.ToBase64String(_protector.Protect(key));

    public byte[] KeyOf(SecondFactor factor) => _protector.Unprotect(Convert.FromBase64String(factor.ProtectedKey));

    /// <summary>Takes a code of the app; no code is taken twice, however many arrive at once.</summary>
    public async Task<bool> TakeAsync(SecondFactor factor, string code, DateTimeOffset now, CancellationToken ct) =>
        TimeCodes.Matching(KeyOf(factor), code, now) is { } step
        && await db.Set<SecondFactor>().Where(f => f.AccountId == factor.AccountId && f.LastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.LastStep, step), ct) > 0;
}
