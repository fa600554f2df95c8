using Agon.Node.Data;
using Agon.Node.Features.SignOn.Issuers;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Federation;

/// <summary>Leaves the hub: nobody signs in by it from now on; accounts and all that people did stay. The hub is told at once, or when it answers again.</summary>
internal sealed class LeaveHub(NodeDb db, DistrustHub distrust, CallHub call, TimeProvider clock)
{
    /// <summary>Whether the hub knows already; null if there is no membership.</summary>
    public async Task<bool?> ExecuteAsync(CancellationToken ct)
    {
        if (await db.Memberships.SingleOrDefaultAsync(ct) is not { } membership)
        {
            return null;
        }

        (membership.IsLeaving, membership.NextCallAt) = (true, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await distrust.ExecuteAsync(membership.Hub, ct);
        return await call.ExecuteAsync(ct) is null;
    }
}
