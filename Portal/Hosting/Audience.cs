using Microsoft.AspNetCore.Http;

namespace Agon.Portal.Hosting;

/// <summary>Tells requests of programs from those of people: programs get problem documents, people get pages.</summary>
public static class Audience
{
    private static readonly PathString[] Machines =
    [
        "/api", "/health", "/federation", "/.well-known",
        "/connect/jwks", "/connect/par", "/connect/token", "/connect/userinfo", "/connect/introspect", "/connect/revoke", "/connect/register", "/connect/device",
    ];

    /// <summary>Whether the path belongs to programs.</summary>
    public static bool IsForMachines(PathString path) => Array.Exists(Machines, prefix => path.StartsWithSegments(prefix));
}
