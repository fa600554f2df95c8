using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Audit;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>Ends a grant: none of its tokens is good any more.</summary>
internal sealed partial class RevokeGrant(HubDb db, MakeEvent make, TimeProvider clock, ILogger<RevokeGrant> logger)
{
    public async Task ExecuteAsync(Guid grant, CancellationToken ct)
    {
        if (await db.Grants.AsNoTracking().SingleOrDefaultAsync(g => g.Id == grant && g.RevokedAt == null, ct) is not { } given)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        DateTimeOffset? now = clock.GetUtcNow();
        if (await db.Grants.Where(g => g.Id == grant && g.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(g => g.RevokedAt, now), ct) > 0)
        {
            db.Add(make.Of(SignOnEventKind.GrantRevoked, given.AccountId, given.ClientId, given.SessionId));
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            LogRevoked(grant);
        }
    }

    [LoggerMessage(LogLevel.Information, "Grant {Grant} is revoked")]
    private partial void LogRevoked(Guid grant);
}
