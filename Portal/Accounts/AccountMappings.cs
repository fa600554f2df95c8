using Agon.Portal.Accounts.SecondFactors;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts;

/// <summary>The tables of account keeping beside Identity's.</summary>
public static class AccountMappings
{
    /// <summary>Maps them; call it from <c>OnModelCreating</c>.</summary>
    public static void ApplyAccountMappings(this ModelBuilder builder)
    {
        builder.ApplyConfiguration(new AccountSessionMapping());
        builder.ApplyConfiguration(new EndedSessionMapping());
        builder.ApplyConfiguration<SecondFactor>(new SecondFactorMapping());
        builder.ApplyConfiguration<RecoveryCode>(new SecondFactorMapping());
    }
}
