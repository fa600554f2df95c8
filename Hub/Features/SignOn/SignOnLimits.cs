using System.Threading.RateLimiting;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.SignOn;

/// <summary>Bounds how often one address may call the provider.</summary>
internal static class SignOnLimits
{
    public const string Policy = "sign-on";

    public static void AddSignOnLimits(this IServiceCollection services) =>
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<SignOnOptions>>((limits, signOn) =>
            limits.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(
                CallerNetwork.Of(http.Connection.RemoteIpAddress),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = signOn.Value.RequestsPerMinute, Window = TimeSpan.FromMinutes(1) })));
}
