using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Feed;

/// <summary>Puts facts at the feed's end as they are: what they belong to before them. One that changed meanwhile is there already.</summary>
internal sealed class RetellFacts(NodeDb db)
{
    private const int AtOnce = 500;

    /// <summary>Whether there were any left.</summary>
    public async Task<bool> ExecuteAsync(IReadOnlyList<InventoryItem> facts, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.FeedHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Last, h => h.Last), ct);
        var head = await db.FeedHeads.SingleAsync(ct);
        await db.Entry(head).ReloadAsync(ct);
        var before = head.Last;
        foreach (var kind in facts.GroupBy(f => f.Kind).OrderBy(g => Array.IndexOf([.. RecordKinds.All], g.Key)))
        {
            foreach (var some in kind.Chunk(AtOnce))
            {
                await TellAsync(kind.Key, some, head, ct);
            }
        }

        await transaction.CommitAsync(CancellationToken.None);
        return head.Last > before;
    }

    private async Task TellAsync(string kind, InventoryItem[] some, FeedHead head, CancellationToken ct)
    {
        var numbers = some.ToDictionary(f => f.Key, f => f.Revision);
        var keys = numbers.Keys.ToList();
        var told = await db.ToldFacts.Where(f => f.Kind == kind && keys.Contains(f.Key)).OrderBy(f => f.Sequence).ToListAsync(ct);
        foreach (var fact in told.Where(f => f.Sequence == numbers[f.Key]))
        {
            (fact.Sequence, fact.Problem, fact.Detail) = (++head.Last, null, null);
        }

        await db.SaveChangesAsync(ct);
        told.ForEach(f => db.Entry(f).State = EntityState.Detached);
    }
}
