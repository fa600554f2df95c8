using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>
/// Deletes what came in at the client of a node while the node left: somebody may have signed in there in the same instant. Who applies
/// anew has nothing yet either.
/// </summary>
internal sealed partial class EmptyGone(HubDb db, MemberClients clients, ILogger<EmptyGone> logger)
{
    /// <summary>Of how many nodes there was something left.</summary>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var gone = await db.Members.AsNoTracking()
            .Where(m => (m.State == MemberState.Left || m.State == MemberState.Applied)
                && (db.Grants.Any(g => g.ClientId == m.ClientId) || db.Consents.Any(c => c.ClientId == m.ClientId)
                    || db.LogoutDeliveries.Any(d => d.ClientId == m.ClientId) || db.PushedRequests.Any(p => p.ClientId == m.ClientId)
                    || db.DeviceRequests.Any(r => r.ClientId == m.ClientId)))
            .ToListAsync(ct);
        foreach (var member in gone)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await clients.EmptyAsync(member, ct);
            await transaction.CommitAsync(ct);
            LogEmptied(member.Slug);
        }

        return gone.Count;
    }

    [LoggerMessage(LogLevel.Information, "What was left of node {Slug}, which is gone, is deleted")]
    private partial void LogEmptied(string slug);
}
