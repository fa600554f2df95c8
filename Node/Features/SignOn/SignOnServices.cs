using Agon.Node.Features.Accounts;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Node.Features.SignOn.Sessions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.SignOn;

/// <summary>Registers signing on by issuers, and the operator's pages about them.</summary>
internal static class SignOnServices
{
    public static IServiceCollection AddSignOn(this IServiceCollection services)
    {
        services.AddOptions<SignOnOptions>().BindConfiguration(SignOnOptions.Section);
        services.AddHttpClient(ProviderHttp.ClientName).ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = ProviderHttp.TimeLimit,
                MaxResponseHeadersLength = 32,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        services.AddSingleton<ProviderHttp>();
        services.AddSingleton<IssuerAddress>();
        services.AddSingleton<Providers>();
        services.AddSingleton<ClientSecrets>();
        services.AddScoped<SaveIssuer>();
        services.AddScoped<RemoveIssuer>();
        services.AddScoped<TrustHub>();
        services.AddScoped<DistrustHub>();
        services.AddScoped<EndSignOnSessions>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/SignOn/Issuers", Operators.Role));
        return services;
    }
}
