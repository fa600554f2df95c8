using Agon.Node.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Sessions;

/// <summary>Forgets, now and then, with which session at an issuer one here began that is gone. For a while it is still asked for: somebody signs out there after here.</summary>
internal sealed class SweepSignOnSessions(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SweepSignOnSessions> logger)
    : Rounds(TimeSpan.FromHours(6), scopes, clock, logger)
{
    private readonly TimeProvider _clock = clock;

    protected override Task DoAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<NodeDb>();
        var forgotten = _clock.GetUtcNow() - AccountRules.SignedIn;
        return db.SignOnSessions.Where(s => s.CreatedAt < forgotten && !db.Set<AccountSession>().Any(a => a.Id == s.SessionId)).ExecuteDeleteAsync(ct);
    }
}
