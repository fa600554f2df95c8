using Agon.Node.Features.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Administration;

internal static class AdministrationServices
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddScoped<EditSiteSettings>();
        services.AddScoped<ReadOperatorsDesk>();
        services.AddScoped<ReadHubFinding>();
        services.AddScoped<RetryMessages>();
        services.AddScoped<RetryMails>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/Administration", Operators.Role));
        return services;
    }
}
