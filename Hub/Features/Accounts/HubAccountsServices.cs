using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Accounts.Export;

namespace Agon.Hub.Features.Accounts;

internal static class HubAccountsServices
{
    public static void AddHubAccounts(this IServiceCollection services)
    {
        services.AddScoped<SaveProfile>();
        services.AddScoped<ExportData>();
        services.AddScoped<DeletionMails>();
        services.AddScoped<PlanDeletion>();
        services.AddScoped<TakeBackDeletion>();
        services.AddScoped<DeleteDueAccounts>();
        services.AddScoped<ReadDeletedSubjects>();
        services.AddHostedService<DeletionRounds>();
        services.ConfigureApplicationCookie(o =>
        {
            var others = o.Events.OnSignedIn;
            o.Events.OnSignedIn = async context =>
            {
                await others(context);
                await TakeBackDeletion.OnSignedInAsync(context);
            };
        });
    }
}
