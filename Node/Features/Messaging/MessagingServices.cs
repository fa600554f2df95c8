using Agon.Portal.Data;
using Agon.Portal.Hosting;
using MassTransit;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Node.Features.Messaging;

internal static class MessagingServices
{
    /// <summary>Registers the outbox and the bus, in memory, with every consumer of this assembly.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddLiveLimits();
        services.AddScoped<Outbox>();
        services.AddSingleton<Watchers>();
        services.AddSingleton<News>();
        services.AddSingleton<Nudge<OutboxDispatcher>>();
        services.AddSingleton<IInterceptor, NudgeAfterCommit<OutboxMessage, OutboxDispatcher>>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddMassTransit(bus =>
        {
            foreach (var consumer in typeof(MessagingServices).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IConsumer))))
            {
                bus.AddConsumer(consumer);
            }

            // No third party is told who runs a node.
            bus.DisableUsageTelemetry();
            bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
        });
        return services;
    }
}
