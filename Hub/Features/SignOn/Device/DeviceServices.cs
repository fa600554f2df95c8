namespace Agon.Hub.Features.SignOn.Device;

internal static class DeviceServices
{
    public static void AddDeviceGrant(this IServiceCollection services)
    {
        services.AddScoped<BeginDeviceRequest>();
        services.AddScoped<DecideDeviceRequest>();
        services.AddScoped<RedeemDeviceCode>();
    }
}
