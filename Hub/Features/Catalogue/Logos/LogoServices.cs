using Agon.Portal.Data;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Hub.Features.Catalogue.Logos;

internal static class LogoServices
{
    public static void AddLogos(this IServiceCollection services)
    {
        services.AddScoped<NoteLogos>();
        services.AddScoped<ReadLogo>();
        services.AddScoped<FetchLogos>();
        services.AddScoped<SweepLogos>();
        services.AddSingleton<Nudge<LogoFetcher>>();
        services.AddSingleton<IInterceptor>(p => new NudgeAfterCommit<LogoFetch, LogoFetcher>(p.GetRequiredService<Nudge<LogoFetcher>>()));
        services.AddSingleton<LogoFetcher>();
        services.AddHostedService(p => p.GetRequiredService<LogoFetcher>());
    }
}
