namespace Agon.Node.Features.Federation;

internal static class FederationServices
{
    public static IServiceCollection AddFederation(this IServiceCollection services)
    {
        services.AddScoped<NodeKeys>();
        return services;
    }
}
