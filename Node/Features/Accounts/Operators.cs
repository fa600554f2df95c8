using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Agon.Node.Features.Accounts;

/// <summary>Names the people who run this node: a role of the node itself, which nobody outside can give.</summary>
internal sealed class Operators(UserManager<Account> users, RoleManager<IdentityRole<Guid>> roles, TimeProvider clock)
{
    public const string Role = "operator";

    public async Task AddAsync(Account account)
    {
        if (!await roles.RoleExistsAsync(Role))
        {
            Require(await roles.CreateAsync(new IdentityRole<Guid>(Role) { Id = Guid.CreateVersion7(clock.GetUtcNow()) }));
        }

        Require(await users.AddToRoleAsync(account, Role));
    }

    public Task<bool> ContainAsync(Account account) => users.IsInRoleAsync(account, Role);

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The operator could not be named: {string.Join(' ', result.Errors.Select(e => e.Description))}");
        }
    }
}
