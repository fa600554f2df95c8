using Agon.Hub.Data;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Administration;

/// <summary>The people who look after the hub: curators decide about nodes and clients, administrators also about who is staff.</summary>
internal sealed class Staff(HubDb db, UserManager<Account> users, GiveRole give)
{
    public const string Curator = "curator";
    public const string Administrator = "administrator";

    /// <summary>The policy of pages for curators; administrators may do all that curators may.</summary>
    public const string Curators = "curators";

    /// <summary>The policy of pages for administrators.</summary>
    public const string Administrators = "administrators";

    public async Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken ct) =>
        await (from held in db.UserRoles
               join role in db.Roles on held.RoleId equals role.Id
               join account in db.Users on held.UserId equals account.Id
               where role.Name == Curator || role.Name == Administrator
               orderby account.DisplayName, account.Id, role.Name
               select new StaffMember(account.Id, account.DisplayName, account.Email!, role.Name!)).ToListAsync(ct);

    public async Task<AppointOutcome> AppointAsync(string email, string role)
    {
        if (await users.FindByEmailAsync(email) is not { } account)
        {
            return new AppointOutcome.NoAccount();
        }

        // Whoever holds the role must be the one the address belongs to.
        if (!account.EmailConfirmed)
        {
            return new AppointOutcome.NotConfirmed();
        }

        await give.ExecuteAsync(account, role);
        return new AppointOutcome.Appointed(account.DisplayName);
    }

    /// <summary>Takes a role away. One administrator always remains, or nobody could name another.</summary>
    public async Task<DismissOutcome> DismissAsync(Guid accountId, string role, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, ct);
        if (await users.FindByIdAsync($"{accountId}") is not { } account || !await users.IsInRoleAsync(account, role))
        {
            return new DismissOutcome.HasItNot();
        }

        if (role == Administrator && await db.UserRoles.CountAsync(held => db.Roles.Any(r => r.Id == held.RoleId && r.Name == Administrator), ct) == 1)
        {
            return new DismissOutcome.LastAdministrator();
        }

        await users.RemoveFromRoleAsync(account, role);
        await transaction.CommitAsync(ct);
        return new DismissOutcome.Dismissed(account.DisplayName);
    }
}

internal sealed record StaffMember(Guid AccountId, string Name, string Email, string Role);

internal abstract record AppointOutcome
{
    private AppointOutcome()
    {
    }

    public sealed record Appointed(string Name) : AppointOutcome;

    public sealed record NoAccount : AppointOutcome;

    public sealed record NotConfirmed : AppointOutcome;
}

internal abstract record DismissOutcome
{
    private DismissOutcome()
    {
    }

    public sealed record Dismissed(string Name) : DismissOutcome;

    public sealed record HasItNot : DismissOutcome;

    public sealed record LastAdministrator : DismissOutcome;
}
