using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Competitions.Bundles.Writing;
using Agon.Portal.Hosting;

namespace Agon.Node.Features.Competitions.Bundles;

internal static class BundleServices
{
    public static IServiceCollection AddBundles(this IServiceCollection services)
    {
        services.AddOptions<BundleOptions>().BindConfiguration(BundleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Nudge<RunBundleImports>>();
        services.AddSingleton<RunBundleImports>();
        services.AddHostedService(provider => provider.GetRequiredService<RunBundleImports>());
        services.AddScoped<MayOrganize>();
        services.AddScoped<ReadBundle>();
        services.AddScoped<StoreBundleParts>();
        services.AddScoped<ImportBundle>();
        services.AddScoped<ImportBundleFile>();
        services.AddScoped<ReceiveBundle>();
        services.AddScoped<ExportBundle>();
        return services;
    }
}
