using Agon.Node.Data;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Accounts;

/// <summary>Names the people who run this node: a role of the node itself, which nobody outside can give.</summary>
internal sealed class Operators(NodeDb db, UserManager<Account> users, RoleManager<IdentityRole<Guid>> roles, TimeProvider clock)
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

    public Task<bool> AnyAsync(CancellationToken ct) =>
        db.UserRoles.AnyAsync(member => db.Roles.Any(role => role.Id == member.RoleId && role.Name == Role), ct);

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The operator could not be named: {string.Join(' ', result.Errors.Select(e => e.Description))}");
        }
    }
}
