using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>The people a node knew who are gone and of whom it has not said so, for a node that calls.</summary>
internal sealed class ReadDeletedSubjects(HubDb db)
{
    /// <param name="clientId">The node's client.</param>
    /// <param name="handled">The ids of those it knows of: nothing about them is kept any more.</param>
    /// <param name="most">How many at most; the oldest first.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<DeletedSubject>> ExecuteAsync(string clientId, IReadOnlyList<Guid> handled, int most, CancellationToken ct)
    {
        var sector = await db.Clients.Where(c => c.ClientId == clientId).Select(c => c.Sector).SingleAsync(ct);
        if (handled.Count > 0)
        {
            await db.DeletedSubjects.Where(d => d.Sector == sector && handled.Contains(d.Id)).ExecuteDeleteAsync(ct);
        }

        return await db.DeletedSubjects.AsNoTracking().Where(d => d.Sector == sector).OrderBy(d => d.DeletedAt).ThenBy(d => d.Id).Take(most).ToListAsync(ct);
    }
}
