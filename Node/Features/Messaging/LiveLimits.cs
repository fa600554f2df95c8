using System.Net.Sockets;
using System.Threading.RateLimiting;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Messaging;

/// <summary>Bounds the lines on which pages hear news: each holds a connection and asks the database as long as it is open.</summary>
internal static class LiveLimits
{
    private const string Policy = "live";

    public static IServiceCollection AddLiveLimits(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LiveOptions>>((limits, live) =>
        {
            limits.AddPolicy(Policy, http => RateLimitPartition.GetConcurrencyLimiter(Visitor(http), _ => Lines(live.Value.PerVisitor)));
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, bool>(http =>
                http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is { PolicyName: Policy }
                    ? RateLimitPartition.GetConcurrencyLimiter(true, _ => Lines(live.Value.Total))
                    : RateLimitPartition.GetNoLimiter(false));
        });
        return services;
    }

    /// <summary>Says that an endpoint answers with a line of news: one too many is a 429.</summary>
    public static TBuilder IsLive<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireRateLimiting(Policy);

    /// <summary>When a line has to end: the node is asked to stop, or the line is old.</summary>
    public static CancellationToken EndOf(HttpContext context)
    {
        var services = context.RequestServices;
        var old = new CancellationTokenSource(services.GetRequiredService<IOptions<LiveOptions>>().Value.Longest, services.GetRequiredService<TimeProvider>());
        var either = CancellationTokenSource.CreateLinkedTokenSource(old.Token, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        context.Response.RegisterForDispose(old);
        context.Response.RegisterForDispose(either);
        return either.Token;
    }

    private static ConcurrencyLimiterOptions Lines(int most) => new() { PermitLimit = most, QueueLimit = 0 };

    // A household has one IPv4 address, or a network of 2^64 IPv6 ones.
    private static string Visitor(HttpContext http) => (http.User.AccountId, http.Connection.RemoteIpAddress) switch
    {
        ({ } account, _) => $"{account}",
        (_, { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } address) => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        (_, var address) => $"{address}",
    };
}
