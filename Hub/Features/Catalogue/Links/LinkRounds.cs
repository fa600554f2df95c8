using Agon.Portal.Hosting;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Catalogue.Links;

/// <summary>Looks now and then whether pages at nodes have to be asked for.</summary>
internal sealed class LinkRounds(IServiceScopeFactory scopes, IOptions<CatalogueOptions> options, TimeProvider clock, ILogger<LinkRounds> logger)
    : Rounds(TimeSpan.FromMinutes(10), scopes, clock, logger)
{
    protected override Task DoAsync(IServiceProvider services, CancellationToken ct) =>
        options.Value.CheckLinks ? services.GetRequiredService<CheckLinks>().ExecuteAsync(ct) : Task.CompletedTask;
}

internal static class LinkServices
{
    public static void AddLinks(this IServiceCollection services)
    {
        services.AddScoped<AskForPage>();
        services.AddScoped<CheckLinks>();
        services.AddHostedService<LinkRounds>();
    }
}
