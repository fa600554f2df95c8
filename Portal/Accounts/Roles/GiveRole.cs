using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts.Roles;

/// <summary>Gives an account a role of this host; giving it again changes nothing.</summary>
/// <param name="users">The accounts.</param>
/// <param name="roles">The roles.</param>
/// <param name="clock">The time.</param>
public sealed class GiveRole(UserManager<Account> users, RoleManager<IdentityRole<Guid>> roles, TimeProvider clock)
{
    /// <summary>Gives the role, making it first if nobody ever had it.</summary>
    public async Task ExecuteAsync(Account account, string role)
    {
        if (!await roles.RoleExistsAsync(role))
        {
            Require(await roles.CreateAsync(new IdentityRole<Guid>(role) { Id = Guid.CreateVersion7(clock.GetUtcNow()) }));
        }

        if (!await users.IsInRoleAsync(account, role))
        {
            Require(await users.AddToRoleAsync(account, role));
        }
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The role could not be given: {string.Join(' ', result.Errors.Select(e => e.Description))}");
        }
    }
}
