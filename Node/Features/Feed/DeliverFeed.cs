using System.Net;
using System.Text;
using System.Text.Json;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Feed;

/// <summary>Sends the hub the next stretch of the feed. The hub's cursor says where it begins: whatever got lost on the way, either way, comes again or is passed over there.</summary>
internal sealed partial class DeliverFeed(NodeDb db, HubLine line, TimeProvider clock, ILogger<DeliverFeed> logger)
{
    // Room for what stands around the records.
    private const int MostBytes = FeedBatch.MaxBytes - 65_536;

    /// <summary>Whether it got on, and there is more to send.</summary>
    /// <param name="isNow">Whether the operator does not want to wait for the next try.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<bool> ExecuteAsync(bool isNow, CancellationToken ct)
    {
        if (await db.Memberships.AsNoTracking().SingleOrDefaultAsync(ct) is not { IsServed: true } membership)
        {
            return false;
        }

        var delivery = await db.OfAsync(membership, () => new FeedDelivery { Hub = membership.Hub, ClientId = membership.ClientId }, ct);
        var head = await db.FeedHeads.Select(h => h.Last).SingleOrDefaultAsync(ct);
        var now = clock.GetUtcNow();
        if ((head == delivery.Cursor && !delivery.IsAsked) || (delivery.NextTryAt > now && !isNow))
        {
            return false;
        }

        var facts = await NextAsync(delivery.Cursor, ct);
        var answer = await line.FeedAsync(membership, Batch(facts, delivery.Cursor, head, now), ct);
        if (answer.Value is { } taken)
        {
            Note(facts, taken);
            delivery.Take(taken.Cursor, clock.GetUtcNow());
        }
        else if (answer.Status == HttpStatusCode.Conflict && Cursor(answer.Problem) is { } cursor)
        {
            LogElsewhere(membership.Hub, delivery.Cursor, cursor);
            head = await GoOnAfterAsync(cursor, head, ct);
            delivery.Take(cursor, clock.GetUtcNow());
        }
        else
        {
            delivery.Fail(answer.Error ?? FederationMessages.Unreadable, clock.GetUtcNow(), Random.Shared.NextDouble());
            LogFailed(membership.Hub, delivery.LastError!);
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process delivered meanwhile; what the hub told it counts.
            return true;
        }

        return delivery.LastError is null && delivery.Cursor < head;
    }

    private async Task<IReadOnlyList<ToldFact>> NextAsync(long cursor, CancellationToken ct)
    {
        List<ToldFact> facts = [];
        var bytes = 0;
        await foreach (var fact in db.ToldFacts.Where(f => f.Sequence > cursor).OrderBy(f => f.Sequence).Take(FeedBatch.MaxRecords).AsAsyncEnumerable().WithCancellation(ct))
        {
            // A record's frame, its key and its signature are a fraction of this.
            bytes += 4000 + (fact.Body is null ? 0 : Encoding.UTF8.GetByteCount(fact.Body));
            if (bytes > MostBytes)
            {
                break;
            }

            facts.Add(fact);
        }

        return facts;
    }

    private static FeedBatch Batch(IReadOnlyList<ToldFact> facts, long cursor, long head, DateTimeOffset now)
    {
        // The newest of all ends a batch that has everything: what came after these may have been dropped.
        var through = facts.Count > 0 ? facts[^1].Sequence : Math.Max(cursor, head);
        return new FeedBatch
        {
            Version = FeedBatch.Latest,
            After = cursor,
            Through = through,
            Head = Math.Max(head, through),
            SentAt = now,
            Records = [.. facts.Select(f => new RawJson(JsonSerializer.Serialize(f.ToRecord(), FeedJson.Default.FeedRecord)))],
        };
    }

    private static void Note(IReadOnlyList<ToldFact> facts, FeedAnswer answer)
    {
        foreach (var (fact, result) in facts.Zip(answer.Results))
        {
            var isRefused = result.Verdict == RecordVerdict.Refused;
            (fact.Problem, fact.Detail) = isRefused ? (result.Problem ?? "refused", result.Detail) : (null, null);
        }
    }

    // A hub that stands after everything there is knew this node before it was restored from a backup. Everything is told anew, after that.
    private async Task<long> GoOnAfterAsync(long cursor, long head, CancellationToken ct)
    {
        if (cursor <= head)
        {
            return head;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.FeedHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Last, h => h.Last + cursor), ct);
        await db.ToldFacts.ExecuteUpdateAsync(set => set.SetProperty(f => f.Sequence, f => f.Sequence + cursor), ct);
        await transaction.CommitAsync(CancellationToken.None);
        return head + cursor;
    }

    private static long? Cursor(JsonElement? problem) =>
        problem is { } said && said.TryGetProperty("cursor", out var cursor) && cursor.ValueKind == JsonValueKind.Number && cursor.TryGetInt64(out var value) && value is >= 0 and < long.MaxValue / 4
            ? value : null;

    [LoggerMessage(LogLevel.Information, "{Hub} has the feed up to {Theirs}, not {Ours}: it goes on from there")]
    private partial void LogElsewhere(string hub, long ours, long theirs);

    [LoggerMessage(LogLevel.Warning, "The feed could not be delivered to {Hub}: {Error}")]
    private partial void LogFailed(string hub, string error);
}
