using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>A curator decides about what a node does not tell any more, where that is so much that nothing went by itself; or asks for an inventory.</summary>
internal sealed class ReviewShrink(HubDb db, RemovePhantoms remove, TimeProvider clock)
{
    /// <summary>Asks the node for an inventory; it hears of that with its next call.</summary>
    public async Task AskAsync(Guid memberId, CancellationToken ct)
    {
        var state = await db.NodeInventories.SingleOrDefaultAsync(i => i.MemberId == memberId, ct) ?? db.Add(new NodeInventory { MemberId = memberId }).Entity;
        state.IsAsked = true;
        await db.SaveChangesAsync(ct);
    }

    /// <param name="memberId">Which node.</param>
    /// <param name="inventory">The inventory the curator saw.</param>
    /// <param name="isRight">Whether these facts are no more; otherwise they stay.</param>
    /// <param name="by">The curator.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ShrinkOutcome> ExecuteAsync(Guid memberId, Guid inventory, bool isRight, Guid? by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Batches wait here; what came before is seen below.
        await db.FeedCursors.Where(c => c.MemberId == memberId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Head, c => c.Head), ct);
        var state = await db.NodeInventories.SingleOrDefaultAsync(i => i.MemberId == memberId, ct);
        if (state is not { AlarmAt: not null } || state.LastId != inventory)
        {
            return ShrinkOutcome.NotNow;
        }

        var now = clock.GetUtcNow();
        var member = await db.Members.SingleAsync(m => m.Id == memberId, ct);
        var phantoms = (await db.InventoryPhantoms.AsNoTracking().Where(p => p.MemberId == memberId && p.InventoryId == inventory).ToListAsync(ct)).ConvertAll(p => p.ToItem());
        if (isRight)
        {
            await remove.ExecuteAsync(member, phantoms, now, ct);
            await db.InventoryPhantoms.Where(p => p.MemberId == memberId && p.InventoryId == inventory).ExecuteDeleteAsync(ct);
            state.Calm();
        }
        else
        {
            state.Keep(InventoryRules.DigestOf(InventoryRules.Sorted(phantoms)));
        }

        db.Add(new MemberChange
        {
            Id = Guid.CreateVersion7(now),
            MemberId = memberId,
            At = now,
            Act = isRight ? MemberAct.Shrink : MemberAct.KeepMissing,
            From = member.State,
            To = member.State,
            Reason = InventoryMessages.Reviewed(state),
            By = by,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return isRight ? ShrinkOutcome.Removed : ShrinkOutcome.Kept;
    }
}

/// <summary>How a curator's decision can end.</summary>
internal enum ShrinkOutcome
{
    Removed,
    Kept,

    /// <summary>There is nothing to decide, or something else by now.</summary>
    NotNow,
}
