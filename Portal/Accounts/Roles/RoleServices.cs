using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts.Roles;

internal static class RoleServices
{
    public static void AddRoles(this IServiceCollection services)
    {
        services.AddScoped<GiveRole>();
        services.AddScoped<ListRoleHolders>();
        services.AddScoped<DismissPerson>();
        services.AddScoped(p => new AppointPerson(
            p.GetRequiredService<DbContext>(), p.GetRequiredService<UserManager<Account>>(), p.GetRequiredService<GiveRole>(),
            p.GetRequiredService<AccountMails>(), p.GetRequiredService<HostRoles>(), p.GetRequiredService<ILogger<AppointPerson>>()));
    }
}
