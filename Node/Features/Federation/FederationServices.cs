using Agon.Node.Features.Accounts;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Federation;

internal static class FederationServices
{
    public static IServiceCollection AddFederation(this IServiceCollection services)
    {
        services.AddOptions<FederationOptions>().BindConfiguration(FederationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ProtectedKeys>();
        services.AddScoped<NodeKeys>();
        services.AddScoped<DescribeNode>();
        services.AddScoped<HubLine>();
        services.AddScoped<JoinHub>();
        services.AddScoped<CallHub>();
        services.AddScoped<TakeNews>();
        services.AddScoped<LeaveHub>();
        services.AddSingleton<HubAccessTokens>();
        services.AddSingleton<HubTurn>();
        services.AddSingleton<Nudge<HubCaller>>();
        services.AddHostedService<HubCaller>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/Federation", Operators.Role));
        return services;
    }
}
