namespace Agon.Node.Features.Setup;

internal static class SetupServices
{
    public static IServiceCollection AddSetup(this IServiceCollection services)
    {
        services.AddSingleton<SetupCode>();
        services.AddScoped<SetUpNode>();
        services.AddHostedService<SetupInvitation>();
        return services;
    }
}
