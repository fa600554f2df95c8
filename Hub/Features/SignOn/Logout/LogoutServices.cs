using Agon.Hub.Features.Nodes.Checks;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Hub.Features.SignOn.Logout;

internal static class LogoutServices
{
    public static void AddLogout(this IServiceCollection services)
    {
        services.AddScoped<ISessionEnding, NoteLogouts>();
        services.AddSingleton<IInterceptor, LogoutInterceptor>();
        services.AddSingleton<Nudge<LogoutOutlet>>();
        services.AddSingleton<LogoutOutlet>();
        services.AddHostedService(p => p.GetRequiredService<LogoutOutlet>());
        services.AddScoped<CheckEndSession>();
        services.AddSingleton<EndSessionTickets>();
        services.AddScoped<SendLogout>();
        services.AddScoped<ReadEndedSessions>();
        services.AddHttpClient(SendLogout.ClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(p => p.GetRequiredService<NodeConnections>().Handler());
    }
}
