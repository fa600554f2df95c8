using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Hub.Features.SignOn.Logout;

namespace Agon.Hub.Features.SignOn;

internal static class SignOnServices
{
    public static void AddSignOn(this IServiceCollection services)
    {
        services.AddOptions<SignOnOptions>().BindConfiguration(SignOnOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSignOnLimits();
        services.AddSingleton<ProviderDocument>();
        services.AddSingleton<ProtectedKeys>();
        services.AddSingleton<SignOnKeys>();
        services.AddScoped<RollSignOnKeys>();
        services.AddSingleton<ClientAddresses>();
        services.AddScoped<RegisterClient>();
        services.AddScoped<SwitchClient>();
        services.AddScoped<PairwiseSubjects>();
        services.AddLogout();
    }
}
