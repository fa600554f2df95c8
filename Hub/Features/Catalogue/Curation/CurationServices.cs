using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Curation.Quality;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Catalogue.Curation;

internal static class CurationServices
{
    public static void AddCuration(this IServiceCollection services)
    {
        services.AddScoped<CurateListing>();
        services.AddScoped<HideListing>();
        services.AddScoped<ShowListing>();
        services.AddScoped<FeatureListing>();
        services.AddScoped<UnfeatureListing>();
        services.AddScoped<MarkOfficial>();
        services.AddScoped<MergeListing>();
        services.AddScoped<PartListing>();
        services.AddScoped<CorrectListing>();
        services.AddScoped<ICurated, CuratedListings>();
        services.AddScoped<UndoChange>();
        services.AddScoped<ReadChanges>();
        services.AddScoped<FindListings>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/Catalogue/Curation", Staff.Curators));
    }
}
