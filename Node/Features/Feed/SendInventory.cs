using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Feed;

/// <summary>
/// Has the hub compare digests of everything this node tells with what it has, every night and when it asks. It runs between two batches: while it
/// goes on nothing is delivered, so the hub stands where the inventory was taken.
/// </summary>
internal sealed partial class SendInventory(NodeDb db, HubLine line, RetellFacts retell, TimeProvider clock, ILogger<SendInventory> logger)
{
    // Digests of so many facts still lie in buckets small enough to be listed.
    private const int ManyFacts = 400_000;

    /// <summary>Whether facts are to be told again, so that there is something to deliver.</summary>
    public async Task<bool> ExecuteAsync(CancellationToken ct)
    {
        if (await db.Memberships.AsNoTracking().SingleOrDefaultAsync(ct) is not { IsServed: true } membership)
        {
            return false;
        }

        var state = await db.OfAsync(membership, () => InventoryDelivery.First(membership, clock.GetUtcNow(), Random.Shared.NextDouble()), ct);
        var now = clock.GetUtcNow();
        if (!(state.IsAsked && state.Failures == 0) && state.NextAt > now)
        {
            await db.SaveChangesAsync(ct);
            return false;
        }

        var cursor = await db.FeedDeliveries.Where(d => d.Hub == membership.Hub && d.ClientId == membership.ClientId).Select(d => d.Cursor).SingleOrDefaultAsync(ct);
        var facts = await TakeAsync(cursor, ct);
        if (facts is null)
        {
            // Something waits to be delivered; after that.
            await db.SaveChangesAsync(ct);
            return false;
        }

        var (again, error) = await CompareAsync(membership, facts, cursor, ct);
        if (error is not null)
        {
            state.Fail(error, clock.GetUtcNow());
            LogFailed(membership.Hub, error);
        }
        else
        {
            state.Done(facts.Count, again.Count, clock.GetUtcNow(), Random.Shared.NextDouble());
            LogDone(membership.Hub, facts.Count, again.Count);
        }

        await db.SaveChangesAsync(ct);
        return error is null && again.Count > 0 && await retell.ExecuteAsync(again, ct);
    }

    // In one statement, so that it is of one moment; null if the hub does not have all of it.
    private async Task<IReadOnlyList<InventoryItem>?> TakeAsync(long cursor, CancellationToken ct)
    {
        var rows = await db.ToldFacts.AsNoTracking().Select(f => new { f.Kind, f.Key, f.Sequence, f.Hash, IsTold = f.Body != null }).ToListAsync(ct);
        return rows.TrueForAll(r => r.Sequence <= cursor) ? [.. rows.Where(r => r.IsTold).Select(r => new InventoryItem(r.Kind, r.Key, r.Sequence, r.Hash))] : null;
    }

    private async Task<(IReadOnlyList<InventoryItem> Again, string? Error)> CompareAsync(Membership membership, IReadOnlyList<InventoryItem> facts, long cursor, CancellationToken ct)
    {
        var depth = facts.Count > ManyFacts ? FeedInventory.MaxDepth : 2;
        var buckets = InventoryRules.Buckets(facts, depth);
        var inventory = new FeedInventory
        {
            Version = FeedInventory.Latest,
            At = cursor,
            SentAt = clock.GetUtcNow(),
            Depth = depth,
            Records = facts.Count,
            Buckets = [.. buckets.OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => new InventoryBucket(b.Key, b.Value.Count, InventoryRules.DigestOf(b.Value)))],
        };
        var again = new List<InventoryItem>();

        // A hub that never has enough does not get more than there is.
        for (var calls = 0; calls <= buckets.Count + 1; calls++)
        {
            var answer = await line.InventoryAsync(membership, inventory, ct);
            if (answer.Value is not { } compared)
            {
                return ([], answer.Status == HttpStatusCode.Conflict ? FeedMessages.InventoryStale : answer.Error ?? FederationMessages.Unreadable);
            }

            again.AddRange(compared.Tell.Where(t => buckets.ContainsKey(t.Id)).SelectMany(t => t.Places.Where(p => p >= 0 && p < buckets[t.Id].Count).Select(p => buckets[t.Id][p])));
            if (compared.List.Count == 0)
            {
                return ([.. again.Distinct()], null);
            }

            inventory = inventory with { Listings = [.. compared.List.Distinct(StringComparer.Ordinal).Where(buckets.ContainsKey).Select(id => new InventoryListing(id, buckets[id]))] };
        }

        return ([], FederationMessages.Unreadable);
    }

    [LoggerMessage(LogLevel.Warning, "The inventory could not be compared by {Hub}: {Error}")]
    private partial void LogFailed(string hub, string error);

    [LoggerMessage(LogLevel.Information, "{Hub} compared an inventory of {Count} facts and wants {Again} told again")]
    private partial void LogDone(string hub, int count, int again);
}
