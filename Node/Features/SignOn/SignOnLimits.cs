using System.Threading.RateLimiting;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.SignOn;

/// <summary>Bounds how often one address may pass through signing on. Forms are counted by themselves, as those about accounts are.</summary>
internal sealed class SignOnLimits(IOptions<SignOnOptions> signOn) : IDisposable
{
    public const string Policy = "sign-on";

    // The way back ends in the authentication handler, which comes before the limits of routes.
    private readonly PartitionedRateLimiter<string> _answers = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetFixedWindowLimiter(caller, _ => PerMinute(signOn.Value.RequestsPerMinute)));

    /// <summary>Whether this caller may bring one more answer.</summary>
    public bool MayAnswer(HttpContext context)
    {
        using var lease = _answers.AttemptAcquire(Caller(context));
        return lease.IsAcquired;
    }

    public void Dispose() => _answers.Dispose();

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<SignOnLimits>();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<SignOnOptions>, IOptions<SiteOptions>>((limits, signOn, site) =>
            limits.AddPolicy(Policy, http => HttpMethods.IsPost(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null
                ? RateLimitPartition.GetFixedWindowLimiter($"forms of {Caller(http)}", _ => PerMinute(site.Value.AccountPostsPerMinute))
                : RateLimitPartition.GetFixedWindowLimiter(Caller(http), _ => PerMinute(signOn.Value.RequestsPerMinute))));
    }

    private static string Caller(HttpContext context) => CallerNetwork.Of(context.Connection.RemoteIpAddress);

    private static FixedWindowRateLimiterOptions PerMinute(int requests) => new() { PermitLimit = requests, Window = TimeSpan.FromMinutes(1) };
}
