using Agon.Federation.Contracts.Feed;
using Microsoft.EntityFrameworkCore;

namespace Agon.Federation.Tests;

public sealed class OutageTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private SimulatedHub _hub = null!;
    private SimulatedNode _node = null!;
    private Wire _wire = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = new SimulatedHub(_clock);
        await _hub.StartAsync();
        _wire = new Wire(new Random(1), () => _hub.Handler);
        _node = new SimulatedNode(1, _clock, _wire);
        await _node.StartAsync();
        await _node.JoinAsync(_hub);
        await _node.World.BeginAsync(2);
        await _node.WriteAsync();
        await _node.DeliverAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
        _wire.Dispose();
    }

    [Fact]
    public async Task after_an_hour_without_the_hub_everything_arrives_in_order_and_once()
    {
        var (dice, before) = (new Random(7), await CursorAsync());
        _wire.IsDown = true;
        var made = new List<Guid>();
        var pauses = new List<TimeSpan>();
        var (end, failures) = (_clock.GetUtcNow().AddHours(1), 0);
        for (var second = 0; _clock.GetUtcNow() < end; second += 15)
        {
            if (second % 300 == 0)
            {
                made.Add(await _node.World.MakeAsync());
            }

            await _node.World.ChangeAsync(dice);
            await _node.WriteAsync();
            await _node.DeliverAsync();
            if (await _node.DeliveryAsync() is { } delivery && delivery.Failures > failures)
            {
                failures = delivery.Failures;
                pauses.Add(delivery.NextTryAt!.Value - delivery.LastTriedAt!.Value);
            }

            _clock.Advance(TimeSpan.FromSeconds(15));
        }

        // 5 s, 15 s, 1, 2, 5 and 15 minutes, each a fifth more or less.
        TimeSpan[] ladder = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];
        failures.ShouldBeInRange(7, 11);
        for (var i = 0; i < pauses.Count; i++)
        {
            (pauses[i] / ladder[Math.Min(i, ladder.Length - 1)]).ShouldBeInRange(0.8, 1.2);
        }

        (await CursorAsync()).ShouldBe(before, "nothing arrived");
        var waiting = await _node.QueryAsync(db => db.ToldFacts.Where(f => f.Sequence > before).OrderBy(f => f.Sequence).Select(f => f.Sequence).ToListAsync());
        var (taken, unchanged) = await CountsAsync();
        _wire.IsDown = false;
        _clock.Advance(TimeSpan.FromMinutes(18));
        await _node.DeliverAsync();

        var (takenAfter, unchangedAfter) = await CountsAsync();
        (takenAfter - taken + (unchangedAfter - unchanged)).ShouldBe(waiting.Count, "each once, though what a card was edited after is told anew behind it");
        for (var round = 0; round < 5; round++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await _node.WriteAsync();
            await _node.DeliverAsync();
        }

        (await CursorAsync()).ShouldBe(await _node.QueryAsync(db => db.FeedHeads.Select(h => h.Last).SingleAsync()));
        (await _hub.QueryAsync(db => db.IntakeProblems.CountAsync())).ShouldBe(0, "what others belong to came before them, at the latest the second time");
        var (expected, shown) = await _node.PublicAsync();
        (await _hub.LedgerAsync(_node.Address)).ShouldBe(expected, ignoreOrder: true);
        (await _hub.ShownAsync(_node.Address)).ShouldBe(shown, ignoreOrder: true);
        made.Select(RecordKinds.Key).Count(key => expected.ContainsKey($"{RecordKinds.Competition}/{key}")).ShouldBeGreaterThan(0);
    }

    private Task<long> CursorAsync() => _hub.QueryAsync(db => db.FeedCursors.Select(c => c.Cursor).SingleAsync());

    private Task<(long Taken, long Unchanged)> CountsAsync() => _hub.QueryAsync(async db =>
    {
        var cursor = await db.FeedCursors.AsNoTracking().SingleAsync();
        return (cursor.Taken, cursor.Unchanged);
    });
}
