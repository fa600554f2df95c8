using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>The sessions that ended for a client and that it has not said to know of, for a node that calls: its logout address may not be reachable.</summary>
internal sealed class ReadEndedSessions(HubDb db, TimeProvider clock)
{
    /// <param name="clientId">The client.</param>
    /// <param name="handled">The ids of those it knows of: they come no more.</param>
    /// <param name="most">How many at most; the oldest first.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<LogoutDelivery>> ExecuteAsync(string clientId, IReadOnlyList<Guid> handled, int most, CancellationToken ct)
    {
        if (handled.Count > 0)
        {
            var now = clock.GetUtcNow();
            await db.LogoutDeliveries.Where(d => d.ClientId == clientId && handled.Contains(d.Id) && d.ToldAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.ToldAt, now).SetProperty(d => d.DueAt, (DateTimeOffset?)null), ct);
        }

        return await db.LogoutDeliveries.AsNoTracking().Where(d => d.ClientId == clientId && d.ToldAt == null)
            .OrderBy(d => d.EndedAt).ThenBy(d => d.Id).Take(most).ToListAsync(ct);
    }
}
