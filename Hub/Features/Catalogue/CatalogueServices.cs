using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.Catalogue;

internal static class CatalogueServices
{
    public static void AddCatalogue(this IServiceCollection services)
    {
        services.AddScoped<TakeBatch>();
        services.AddScoped<KeepProblems>();
        services.AddScoped<MoveStatuses>();
        services.AddScoped<ReplayFrom>();
        services.AddScoped<SearchListings>();
        services.AddScoped<ReadListing>();
        services.AddScoped<ReadStandings>();
        services.AddSingleton<Nudge<StatusWatch>>();
        services.AddHostedService<StatusWatch>();
    }
}
