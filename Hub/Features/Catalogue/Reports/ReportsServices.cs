using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Features.Catalogue.Reports;

internal static class ReportsServices
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddScoped<ReportListing>();
        services.AddScoped<ReadReports>();
        services.AddScoped<ResolveReports>();
        services.AddScoped<ICurated, CuratedReports>();
    }
}
