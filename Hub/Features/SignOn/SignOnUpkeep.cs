using Agon.Hub.Features.SignOn.Keys;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn;

/// <summary>Rolls the keys in time even if nobody signs in, and sweeps, every ten minutes.</summary>
internal sealed class SignOnUpkeep(IServiceScopeFactory scopes, SignOnKeys keys, TimeProvider clock, ILogger<SignOnUpkeep> logger)
    : Rounds(TimeSpan.FromMinutes(10), scopes, clock, logger)
{
    protected override async Task DoAsync(IServiceProvider services, CancellationToken ct)
    {
        await keys.PublishedAsync(ct);
        await services.GetRequiredService<SweepSignOn>().ExecuteAsync(ct);
    }
}
