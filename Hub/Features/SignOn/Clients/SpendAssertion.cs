using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>
/// Marks as used the assertion that a call was made with, so that nobody else's call is taken for it. Redeeming a code does that in the
/// transaction which spends the code; everything else does it before it looks any further.
/// </summary>
internal sealed class SpendAssertion(HubDb db)
{
    private UsedAssertion? _held;

    /// <summary>Takes one in which nothing is wrong; it is not marked yet.</summary>
    public void Hold(UsedAssertion used) => _held = used;

    /// <summary>Marks it now, if there is one that is not marked yet. A refusal if somebody was faster.</summary>
    public async Task<SignOnRefusal?> ExecuteAsync(CancellationToken ct) => _held is null ? null : await SaveAsync(ct);

    /// <summary>Saves what the context holds, with the mark if there is one to be made. A refusal if somebody was faster: then nothing is saved.</summary>
    public async Task<SignOnRefusal?> SaveAsync(CancellationToken ct)
    {
        if (_held is not { } used)
        {
            await db.SaveChangesAsync(ct);
            return null;
        }

        db.Add(used);
        try
        {
            await db.SaveChangesAsync(ct);
            _held = null;
            return null;
        }
        catch (DbUpdateException e) when (e.Breaks(db, UsedAssertion.PrimaryKey))
        {
            return SignOnRefusal.AssertionReplayed;
        }
        finally
        {
            db.Entry(used).State = EntityState.Detached;
        }
    }
}
