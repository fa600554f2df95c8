using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Federation.Tests;

/// <summary>A hub that lost and kept what it should not have comes right by one inventory.</summary>
public sealed class InventoryTests : IAsyncLifetime
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
        await _node.World.BeginAsync(30);
        var dice = new Random(3);
        for (var i = 0; i < 100; i++)
        {
            await _node.World.ChangeAsync(dice);
        }

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
    public async Task what_the_hub_lost_is_told_again_and_what_the_node_lost_goes()
    {
        var (expected, _) = await _node.PublicAsync();
        var lost = expected.Keys.First(k => k.StartsWith(RecordKinds.Standings, StringComparison.Ordinal)).Split('/')[1];
        await _hub.QueryAsync(db => db.FeedItems.Where(i => i.Key.StartsWith(lost)).ExecuteDeleteAsync());
        await _hub.QueryAsync(db => db.Standings.Where(s => s.Key == lost).ExecuteDeleteAsync());

        // As after a backup: the node knows nothing of one competition it told.
        var gone = expected.Keys.Last(k => k.StartsWith(RecordKinds.Competition, StringComparison.Ordinal)).Split('/')[1];
        var id = Guid.Parse(gone);
        await _node.QueryAsync(db => db.ToldFacts.Where(f => f.CompetitionId == id).ExecuteDeleteAsync());

        await AskedAsync();

        var ledger = await _hub.LedgerAsync(_node.Address);
        expected.Keys.Except(ledger.Keys).ShouldAllBe(k => !k.StartsWith($"{RecordKinds.Standings}/{lost}", StringComparison.Ordinal) && !k.StartsWith($"{RecordKinds.Entry}/{lost}", StringComparison.Ordinal));
        ledger.ShouldNotContainKey($"{RecordKinds.Competition}/{gone}");
        (await _hub.QueryAsync(db => db.Listings.Where(l => l.Key == gone).Select(l => l.WithdrawnReason).SingleAsync())).ShouldBe(Withdrawals.Missing);
        (await _hub.QueryAsync(db => db.IntakeProblems.CountAsync())).ShouldBe(0);
        await AskedAsync();
        var state = await _node.QueryAsync(db => db.InventoryDeliveries.AsNoTracking().SingleAsync());
        (state.Again, state.LastError).ShouldBe((0, null), "now both have the same");
    }

    [Fact]
    public async Task a_node_that_lost_everything_takes_nothing_from_the_hub()
    {
        var before = (await _hub.LedgerAsync(_node.Address)).Count;
        await _node.QueryAsync(db => db.ToldFacts.ExecuteDeleteAsync());

        await AskedAsync();

        (await _hub.LedgerAsync(_node.Address)).Count.ShouldBe(before);
        (await _hub.QueryAsync(db => db.NodeInventories.Select(i => i.AlarmAt).SingleAsync())).ShouldNotBeNull();
    }

    [Fact]
    public async Task it_goes_out_by_itself_once_a_night()
    {
        for (var hour = 0; hour < 72; hour++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await _node.DeliverAsync();
        }

        var last = (await _node.QueryAsync(db => db.InventoryDeliveries.AsNoTracking().SingleAsync())).LastAt!.Value;
        last.Hour.ShouldBeInRange(1, 6);
        (_clock.GetUtcNow() - last).ShouldBeLessThan(TimeSpan.FromHours(30));
    }

    // A curator asks, the node hears of it with its call and does as asked.
    private async Task AskedAsync()
    {
        var member = await _hub.QueryAsync(db => db.Members.Select(m => m.Id).SingleAsync());
        await _hub.InScopeAsync(async s =>
        {
            await s.GetRequiredService<ReviewShrink>().AskAsync(member, CancellationToken.None);
            return 0;
        });
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _node.CallAsync();
        await _node.DeliverAsync();
    }
}
