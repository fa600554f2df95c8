using Agon.Federation.Contracts.Feed;
using Microsoft.EntityFrameworkCore;

namespace Agon.Federation.Tests;

public sealed class OutageTests() : WithOneNode(competitions: 2)
{
    [Fact]
    public async Task after_an_hour_without_the_hub_everything_arrives_in_order_and_once()
    {
        var (dice, before) = (new Random(7), await CursorAsync());
        Wire.IsDown = true;
        var made = new List<Guid>();
        var pauses = new List<TimeSpan>();
        var (end, failures) = (Clock.GetUtcNow().AddHours(1), 0);
        for (var second = 0; Clock.GetUtcNow() < end; second += 15)
        {
            if (second % 300 == 0)
            {
                made.Add(await Node.World.MakeAsync());
            }

            await Node.World.ChangeAsync(dice);
            await Node.WriteAsync();
            await Node.DeliverAsync();
            if (await Node.DeliveryAsync() is { } delivery && delivery.Failures > failures)
            {
                failures = delivery.Failures;
                pauses.Add(delivery.NextTryAt!.Value - delivery.LastTriedAt!.Value);
            }

            Clock.Advance(TimeSpan.FromSeconds(15));
        }

        // 5 s, 15 s, 1, 2, 5 and 15 minutes, each a fifth more or less.
        TimeSpan[] ladder = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];
        failures.ShouldBeInRange(7, 11);
        for (var i = 0; i < pauses.Count; i++)
        {
            (pauses[i] / ladder[Math.Min(i, ladder.Length - 1)]).ShouldBeInRange(0.8, 1.2);
        }

        (await CursorAsync()).ShouldBe(before, "nothing arrived");
        var waiting = await Node.QueryAsync(db => db.ToldFacts.Where(f => f.Sequence > before).OrderBy(f => f.Sequence).Select(f => f.Sequence).ToListAsync());
        var (taken, unchanged) = await CountsAsync();
        Wire.IsDown = false;
        Clock.Advance(TimeSpan.FromMinutes(18));
        await Node.DeliverAsync();

        var (takenAfter, unchangedAfter) = await CountsAsync();
        (takenAfter - taken + (unchangedAfter - unchanged)).ShouldBe(waiting.Count, "each once, though what a card was edited after is told anew behind it");
        for (var round = 0; round < 5; round++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Node.WriteAsync();
            await Node.DeliverAsync();
        }

        (await CursorAsync()).ShouldBe(await Node.QueryAsync(db => db.FeedHeads.Select(h => h.Last).SingleAsync()));
        (await Hub.QueryAsync(db => db.IntakeProblems.CountAsync())).ShouldBe(0, "what others belong to came before them, at the latest the second time");
        var (expected, shown) = await Node.PublicAsync();
        (await Hub.LedgerAsync(Node.Address)).ShouldBe(expected, ignoreOrder: true);
        (await Hub.ShownAsync(Node.Address)).ShouldBe(shown, ignoreOrder: true);
        made.Select(RecordKinds.Key).Count(key => expected.ContainsKey($"{RecordKinds.Competition}/{key}")).ShouldBeGreaterThan(0);
    }

    private Task<long> CursorAsync() => Hub.QueryAsync(db => db.FeedCursors.Select(c => c.Cursor).SingleAsync());

    private Task<(long Taken, long Unchanged)> CountsAsync() => Hub.QueryAsync(async db =>
    {
        var cursor = await db.FeedCursors.AsNoTracking().SingleAsync();
        return (cursor.Taken, cursor.Unchanged);
    });
}
