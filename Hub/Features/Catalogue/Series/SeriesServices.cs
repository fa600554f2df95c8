using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Features.Catalogue.Series;

internal static class SeriesServices
{
    public static void AddSeries(this IServiceCollection services)
    {
        services.AddScoped<CurateSeries>();
        services.AddScoped<ICurated, CuratedSeries>();
        services.AddScoped<MakeSeries>();
        services.AddScoped<EditSeries>();
        services.AddScoped<RemoveSeries>();
        services.AddScoped<AddToSeries>();
        services.AddScoped<TakeFromSeries>();
        services.AddScoped<MoveUpInSeries>();
        services.AddScoped<ReadSources>();
        services.AddScoped<FindStandings>();
        services.AddScoped<ReadJointLeaderboard>();
    }
}
