using Agon.Hub.Data;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.SignOn;

/// <summary>Forgets what can't change an answer any more. Spent codes and tokens are kept as long as a second use of them would tell something.</summary>
internal sealed class SweepSignOn(HubDb db, IOptions<SignOnOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var yesterday = now - Day;
        await db.UsedAssertions.Where(a => a.ForgetAt < now).ExecuteDeleteAsync(ct);
        await db.PushedRequests.Where(p => p.ExpiresAt < yesterday).ExecuteDeleteAsync(ct);
        await db.AuthorizationCodes.Where(c => c.ExpiresAt < yesterday).ExecuteDeleteAsync(ct);
        await db.RefreshTokens.Where(t => t.ExpiresAt < yesterday).ExecuteDeleteAsync(ct);
        var longAgo = now - options.Value.AuditDays * Day;
        await db.SignOnEvents.Where(e => e.At < longAgo).ExecuteDeleteAsync(ct);

        // Clients are told of sessions that end by the grants given in them: those of living sessions stay.
        await db.Grants.Where(g => g.CreatedAt < yesterday && !db.RefreshTokens.Any(t => t.GrantId == g.Id) && !db.Set<AccountSession>().Any(s => s.Id == g.SessionId))
            .ExecuteDeleteAsync(ct);
    }
}
