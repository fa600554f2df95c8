using Agon.Portal.Hosting;

namespace Agon.Hub.Features.Catalogue.Following;

/// <summary>Looks now and then whether weekly mails are due.</summary>
internal sealed class FollowingRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FollowingRounds> logger)
    : Rounds(TimeSpan.FromMinutes(15), scopes, clock, logger)
{
    protected override Task DoAsync(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<WriteWeeklyMails>().ExecuteAsync(ct);
}
