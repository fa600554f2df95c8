using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Audit;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>Takes back what a person agreed with a site: its tokens end at once, and it has to ask again.</summary>
internal sealed partial class TakeBackConsent(HubDb db, MakeEvent make, TimeProvider clock, ILogger<TakeBackConsent> logger)
{
    /// <summary>The site's name; null if there was nothing to take back.</summary>
    public async Task<string?> ExecuteAsync(Guid account, string clientId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Consents.Where(c => c.AccountId == account && c.ClientId == clientId).ExecuteDeleteAsync(ct) == 0)
        {
            return null;
        }

        DateTimeOffset? now = clock.GetUtcNow();
        await db.Grants.Where(g => g.AccountId == account && g.ClientId == clientId && g.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.RevokedAt, now), ct);
        var name = await db.Clients.Where(c => c.ClientId == clientId).Select(c => c.Name).SingleAsync(ct);
        db.Add(make.Of(SignOnEventKind.ConsentTakenBack, account, clientId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        LogTakenBack(account, clientId);
        return name;
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} took back what it gave {Client}")]
    private partial void LogTakenBack(Guid account, string client);
}
