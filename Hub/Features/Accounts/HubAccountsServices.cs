namespace Agon.Hub.Features.Accounts;

internal static class HubAccountsServices
{
    public static void AddHubAccounts(this IServiceCollection services)
    {
        services.AddScoped<SaveProfile>();
    }
}
