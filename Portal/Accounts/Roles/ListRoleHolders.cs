using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.Roles;

/// <summary>Lists who has a role of this host, by name.</summary>
/// <param name="db">The host's database.</param>
/// <param name="roles">The host's roles.</param>
public sealed class ListRoleHolders(DbContext db, HostRoles roles)
{
    /// <summary>Lists them; somebody with two roles stands there twice.</summary>
    public async Task<IReadOnlyList<RoleHolder>> ExecuteAsync(CancellationToken ct) =>
        await (from held in db.Set<IdentityUserRole<Guid>>()
               join role in db.Set<IdentityRole<Guid>>() on held.RoleId equals role.Id
               join account in db.Set<Account>() on held.UserId equals account.Id
               where roles.All.Contains(role.Name!)
               orderby account.DisplayName, account.Id, role.Name
               select new RoleHolder(account.Id, account.DisplayName, account.Email!, role.Name!)).ToListAsync(ct);
}

/// <summary>Somebody with a role.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Name">What others see of them.</param>
/// <param name="Email">Their address.</param>
/// <param name="Role">One role of theirs.</param>
public sealed record RoleHolder(Guid AccountId, string Name, string Email, string Role);
