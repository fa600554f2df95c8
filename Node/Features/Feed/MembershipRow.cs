using Agon.Node.Data;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Feed;

/// <summary>How far something went with one hub: one row, which another membership begins anew.</summary>
internal interface IMembershipRow
{
    string Hub { get; }
    string ClientId { get; }
}

internal static class MembershipRows
{
    /// <summary>The row of this membership, tracked; new if there is none, or one of a membership before it.</summary>
    public static async Task<T> OfAsync<T>(this NodeDb db, Membership membership, Func<T> begin, CancellationToken ct)
        where T : class, IMembershipRow
    {
        var rows = db.Set<T>();
        var row = await rows.SingleOrDefaultAsync(ct);
        if (row?.Hub == membership.Hub && row.ClientId == membership.ClientId)
        {
            return row;
        }

        if (row is not null)
        {
            await rows.ExecuteDeleteAsync(ct);
            db.ChangeTracker.Clear();
        }

        row = begin();
        rows.Add(row);
        return row;
    }
}
