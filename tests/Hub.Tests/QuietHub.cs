using Microsoft.Extensions.Hosting;

namespace Agon.Hub.Tests;

/// <summary>For tests that let months pass: a hub in which nothing happens by itself.</summary>
internal static class QuietHub
{
    /// <summary>Takes the hub's own background work away; before its first use.</summary>
    public static HubHost Of(HubHost hub)
    {
        hub.Replace = services =>
        {
            foreach (var background in services.Where(s => s.ServiceType == typeof(IHostedService) && !IsFrameworks(s.ImplementationType)).ToList())
            {
                services.Remove(background);
            }
        };
        return hub;
    }

    private static bool IsFrameworks(Type? type) => type?.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true;
}
