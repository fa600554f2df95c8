using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Administration;

internal static class AdministrationServices
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddOptions<HubOptions>().BindConfiguration(HubOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(Staff.Roles);
        services.AddAuthorizationBuilder()
            .AddPolicy(Staff.Curators, policy => policy.RequireRole(Staff.Curator, Staff.Administrator))
            .AddPolicy(Staff.Administrators, policy => policy.RequireRole(Staff.Administrator));
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/Administration", Staff.Administrators));
    }
}
