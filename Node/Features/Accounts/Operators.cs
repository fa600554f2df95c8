using Agon.Node.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Roles;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Accounts;

/// <summary>Names the people who run this node: a role of the node itself, which nobody outside can give.</summary>
internal sealed class Operators(NodeDb db, UserManager<Account> users, GiveRole give)
{
    public const string Role = "operator";

    public static HostRoles Roles { get; } = new() { Deciding = Role, All = [Role], Advice = OperatorMessages.Advice };

    public Task AddAsync(Account account) => give.ExecuteAsync(account, Role);

    public Task<bool> ContainAsync(Account account) => users.IsInRoleAsync(account, Role);

    public Task<bool> AnyAsync(CancellationToken ct) =>
        db.UserRoles.AnyAsync(member => db.Roles.Any(role => role.Id == member.RoleId && role.Name == Role), ct);
}
