using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>Ends a grant: none of its tokens is good any more.</summary>
internal sealed partial class RevokeGrant(HubDb db, TimeProvider clock, ILogger<RevokeGrant> logger)
{
    public async Task ExecuteAsync(Guid grant, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        if (await db.Grants.Where(g => g.Id == grant && g.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(g => g.RevokedAt, now), ct) > 0)
        {
            LogRevoked(grant);
        }
    }

    [LoggerMessage(LogLevel.Information, "Grant {Grant} is revoked")]
    private partial void LogRevoked(Guid grant);
}
