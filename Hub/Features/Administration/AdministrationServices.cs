namespace Agon.Hub.Features.Administration;

internal static class AdministrationServices
{
    public static void AddAdministration(this IServiceCollection services) =>
        services.AddOptions<HubOptions>().BindConfiguration(HubOptions.Section).ValidateDataAnnotations().ValidateOnStart();
}
