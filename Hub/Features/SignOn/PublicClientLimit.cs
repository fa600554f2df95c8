using System.Threading.RateLimiting;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn;

/// <summary>
/// Bounds how often one network may have the hub keep something in the name of a client that proves nothing: anybody can use its id.
/// </summary>
internal sealed class PublicClientLimit : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
        CallerNetwork.Of(http.Connection.RemoteIpAddress),
        _ => new FixedWindowRateLimiterOptions { PermitLimit = SignOnRules.PublicRequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool Admits(Client client, HttpContext http)
    {
        if (client.AuthMethod != ClientAuthentication.None)
        {
            return true;
        }

        using var lease = _limiter.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
