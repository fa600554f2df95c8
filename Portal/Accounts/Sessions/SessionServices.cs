using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Portal.Accounts.Sessions;

internal static class SessionServices
{
    public static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<LiveSessions>();
        services.AddSingleton<Nudge<EndedSession>>();
        services.AddSingleton<SweepSessions>();
        services.AddHostedService(provider => provider.GetRequiredService<SweepSessions>());
        services.AddScoped<BeginSession>();
        services.AddScoped<CheckSession>();
        services.AddScoped(p => new EndSession(
            p.GetRequiredService<DbContext>(), p.GetRequiredService<LiveSessions>(), p.GetRequiredService<Nudge<EndedSession>>(),
            p.GetServices<ISessionEnding>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new EndAllSessions(p.GetRequiredService<DbContext>(), p.GetRequiredService<EndSession>()));
    }
}
