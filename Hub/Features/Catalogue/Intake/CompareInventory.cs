using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>
/// Compares what a node says it tells with the ledger, bucket by bucket: what the hub lacks the node tells again, what only the hub has goes once
/// everything that differs was listed, unless it is so much that a curator has to look.
/// </summary>
internal sealed partial class CompareInventory(HubDb db, RemovePhantoms remove, TimeProvider clock, ILogger<CompareInventory> logger)
{
    /// <summary>More than one in so many competitions, or facts, is no ordinary loss.</summary>
    public const int ShrinkPart = 5;

    private const int Tries = 5;

    // Of a listing: about 190 bytes each, and room for what stands around.
    private const int ItemsAtOnce = 9_000;

    public async Task<InventoryOutcome> ExecuteAsync(Member member, FeedInventory inventory, CancellationToken ct)
    {
        if (!member.IsServed)
        {
            return new InventoryOutcome.NotAMember(member.State, member.Reason);
        }

        if (!InventoryRules.IsPossible(inventory))
        {
            return new InventoryOutcome.Impossible();
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(member, inventory, ct);
            }
            catch (DbUpdateException e) when (attempt < Tries && (e is DbUpdateConcurrencyException || e.Breaks(db, "pk_node_inventories")))
            {
                // A batch, or another inventory, came in the same instant.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<InventoryOutcome> TryAsync(Member member, FeedInventory inventory, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // The update that changes nothing keeps batches out until this is over.
        if (await db.FeedCursors.Where(c => c.MemberId == member.Id && c.Cursor == inventory.At).ExecuteUpdateAsync(set => set.SetProperty(c => c.Head, c => c.Head), ct) == 0
            && await db.FeedCursors.Where(c => c.MemberId == member.Id).Select(c => c.Cursor).SingleOrDefaultAsync(ct) is var cursor && cursor != inventory.At)
        {
            return new InventoryOutcome.Stale(cursor);
        }

        var now = clock.GetUtcNow();
        var state = await db.NodeInventories.SingleOrDefaultAsync(i => i.MemberId == member.Id, ct) ?? db.Add(new NodeInventory { MemberId = member.Id }).Entity;
        if (state.RunId is null || state.RunAt != inventory.At || inventory.Listings.Count == 0)
        {
            state.Begin(Guid.CreateVersion7(now), inventory.At);
        }

        var ledger = InventoryRules.Buckets(await LedgerAsync(member, ct), inventory.Depth);
        var differing = Differing(inventory, ledger);
        var refused = await RefusedAsync(member, ct);
        var tell = new List<InventoryTell>();
        foreach (var listing in Listings(inventory, differing))
        {
            Compare(state, listing, ledger.GetValueOrDefault(listing.Id, []), refused, tell);
        }

        var left = differing.Where(id => !state.Listed.Contains(id)).ToList();
        if (left.Count == 0)
        {
            await db.SaveChangesAsync(ct);
            await FinishAsync(member, state, inventory, ledger, now, ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new InventoryOutcome.Compared(new InventoryAnswer { Cursor = inventory.At, List = ToList(inventory, left), Tell = tell });
    }

    private Task<List<InventoryItem>> LedgerAsync(Member member, CancellationToken ct) => db.FeedItems.AsNoTracking()
        .Where(i => i.MemberId == member.Id && i.Withdrawn == null).Select(i => new InventoryItem(i.Kind, i.Key, i.Revision, i.Hash)).ToListAsync(ct);

    private static List<string> Differing(FeedInventory inventory, IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>> ledger)
    {
        var told = inventory.Buckets.ToDictionary(b => b.Id);
        return [.. told.Keys.Union(ledger.Keys).Order(StringComparer.Ordinal).Where(id =>
            !told.TryGetValue(id, out var theirs) || !ledger.TryGetValue(id, out var ours) || theirs.Count != ours.Count || theirs.Digest != InventoryRules.DigestOf(ours))];
    }

    // What the node holds nothing of needs no listing.
    private static IEnumerable<InventoryListing> Listings(FeedInventory inventory, List<string> differing)
    {
        var told = inventory.Buckets.Select(b => b.Id).ToHashSet();
        return inventory.Listings.Where(l => differing.Contains(l.Id)).Concat(differing.Where(id => !told.Contains(id)).Select(id => new InventoryListing(id, [])));
    }

    private async Task<HashSet<(string Kind, string Key, long Sequence)>> RefusedAsync(Member member, CancellationToken ct) =>
        [.. (await db.IntakeProblems.Where(p => p.MemberId == member.Id).Select(p => new { p.Kind, p.Key, p.Sequence }).ToListAsync(ct)).Select(p => (p.Kind, p.Key, p.Sequence))];

    private void Compare(
        NodeInventory state, InventoryListing listing, IReadOnlyList<InventoryItem> ours, HashSet<(string Kind, string Key, long Sequence)> refused, List<InventoryTell> tell)
    {
        var isNew = !state.Listed.Contains(listing.Id);
        var left = ours.ToDictionary(i => (i.Kind, i.Key));
        var (missing, differing, places) = (0, 0, new List<int>());
        for (var place = 0; place < listing.Items.Count; place++)
        {
            var item = listing.Items[place];
            var isKnown = left.Remove((item.Kind, item.Key), out var known);

            // What this hub does not understand, or refused as it is, would be refused again.
            if (known == item || !RecordKinds.All.Contains(item.Kind) || refused.Contains((item.Kind, item.Key, item.Revision)))
            {
                continue;
            }

            (missing, differing) = (missing + (isKnown ? 0 : 1), differing + (isKnown ? 1 : 0));
            places.Add(place);
        }

        if (places.Count > 0)
        {
            tell.Add(new InventoryTell(listing.Id, places));
        }

        if (isNew)
        {
            state.List(listing.Id, missing, differing);
            db.AddRange(left.Values.Select(i => new InventoryPhantom { MemberId = state.MemberId, InventoryId = state.RunId!.Value, Kind = i.Kind, Key = i.Key, Revision = i.Revision }));
        }
    }

    private async Task FinishAsync(
        Member member, NodeInventory state, FeedInventory inventory, IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>> ledger, DateTimeOffset now, CancellationToken ct)
    {
        var id = state.RunId!.Value;
        var phantoms = (await db.InventoryPhantoms.AsNoTracking().Where(p => p.MemberId == member.Id && p.InventoryId == id).ToListAsync(ct)).ConvertAll(p => p.ToItem());
        await db.InventoryPhantoms.Where(p => p.MemberId == member.Id && p.InventoryId != id).ExecuteDeleteAsync(ct);
        var competitions = phantoms.Count(p => p.Kind == RecordKinds.Competition);
        state.Finish(inventory, phantoms.Count, competitions, now);
        if (phantoms.Count == 0)
        {
            state.Calm();
        }
        else if (IsShrink(phantoms.Count, ledger.Values.Sum(b => b.Count)) || IsShrink(competitions, ledger.Values.Sum(b => b.Count(i => i.Kind == RecordKinds.Competition))))
        {
            state.Alarm(InventoryRules.DigestOf(InventoryRules.Sorted(phantoms)), now);
            LogShrink(member.Slug, phantoms.Count, competitions);
        }
        else
        {
            state.Calm();
            await remove.ExecuteAsync(member, phantoms, now, ct);
            await db.InventoryPhantoms.Where(p => p.MemberId == member.Id).ExecuteDeleteAsync(ct);
            LogRemoved(member.Slug, phantoms.Count);
        }
    }

    private static bool IsShrink(int phantoms, int all) => (long)phantoms * ShrinkPart > all;

    // As many as a body holds; at least one, whatever it holds.
    private static List<string> ToList(FeedInventory inventory, List<string> left)
    {
        var counts = inventory.Buckets.ToDictionary(b => b.Id, b => b.Count);
        var items = 0;
        return [.. left.TakeWhile((id, i) => (items += counts.GetValueOrDefault(id)) <= ItemsAtOnce || i == 0)];
    }

    [LoggerMessage(LogLevel.Warning, "Node {Slug} does not tell {Count} facts any more, {Competitions} of them competitions: a curator decides")]
    private partial void LogShrink(string slug, int count, int competitions);

    [LoggerMessage(LogLevel.Information, "{Count} facts that node {Slug} does not tell any more were removed")]
    private partial void LogRemoved(string slug, int count);
}
