namespace Agon.Hub.Features.SignOn.Registration;

internal static class RegistrationServices
{
    public static void AddRegistration(this IServiceCollection services)
    {
        services.AddScoped<MakeRegistrationToken>();
        services.AddScoped<RegisterItself>();
        services.AddScoped<ManageRegistration>();
        services.AddScoped<EndRegistrationKey>();
    }
}
