using Agon.Portal.Accounts.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts;

/// <summary>Ends all that acts for a person: every session, and with the security stamp every link and token made before.</summary>
internal sealed class SignOutEverywhere(DbContext db, UserManager<Account> users, EndAllSessions endSessions)
{
    public async Task ExecuteAsync(Account account, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await users.UpdateSecurityStampAsync(account);
        await endSessions.ExecuteAsync(account.Id, ct);
        await transaction.CommitAsync(ct);
    }
}
