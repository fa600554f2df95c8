using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts.Roles;

/// <summary>Takes a role away from somebody. Of those who decide about roles one always remains.</summary>
/// <param name="db">The host's database.</param>
/// <param name="users">The accounts.</param>
/// <param name="roles">The host's roles.</param>
/// <param name="logger">Hears of it.</param>
public sealed partial class DismissPerson(DbContext db, UserManager<Account> users, HostRoles roles, ILogger<DismissPerson> logger)
{
    /// <summary>Takes it away.</summary>
    /// <param name="accountId">From whom.</param>
    /// <param name="role">One of the host's roles.</param>
    /// <param name="by">Who decided; null for the command line.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<DismissOutcome> ExecuteAsync(Guid accountId, string role, Guid? by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        if (await users.FindByIdAsync($"{accountId}") is not { } account || !await users.IsInRoleAsync(account, role))
        {
            return new DismissOutcome.HasItNot();
        }

        if (role == roles.Deciding && await CountAsync(role, ct) == 1)
        {
            return new DismissOutcome.LastOne();
        }

        var result = await users.RemoveFromRoleAsync(account, role);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The role could not be taken away: {string.Join(' ', result.Errors.Select(e => e.Description))}");
        }

        await transaction.CommitAsync(ct);
        LogDismissed(account.Id, role, by);
        return new DismissOutcome.Dismissed(account.DisplayName);
    }

    private Task<int> CountAsync(string name, CancellationToken ct) =>
        db.Set<IdentityUserRole<Guid>>().CountAsync(held => db.Set<IdentityRole<Guid>>().Any(role => role.Id == held.RoleId && role.Name == name), ct);

    [LoggerMessage(LogLevel.Information, "Account {Account} was dismissed as {Role} by {By}")]
    private partial void LogDismissed(Guid account, string role, Guid? by);
}

/// <summary>How dismissing somebody can end.</summary>
public abstract record DismissOutcome
{
    private DismissOutcome()
    {
    }

    /// <summary>They have the role no more.</summary>
    /// <param name="Name">Who.</param>
    public sealed record Dismissed(string Name) : DismissOutcome;

    /// <summary>They do not have the role, or no more.</summary>
    public sealed record HasItNot : DismissOutcome;

    /// <summary>Nobody would be left who decides about roles.</summary>
    public sealed record LastOne : DismissOutcome;
}
