using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Federation.Tests;

/// <summary>A hub that lost and kept what it should not have comes right by one inventory.</summary>
public sealed class InventoryTests() : WithOneNode(competitions: 30, changes: 100)
{
    [Fact]
    public async Task what_the_hub_lost_is_told_again_and_what_the_node_lost_goes()
    {
        var (expected, _) = await Node.PublicAsync();
        var lost = expected.Keys.First(k => k.StartsWith(RecordKinds.Standings, StringComparison.Ordinal)).Split('/')[1];
        await Hub.QueryAsync(db => db.FeedItems.Where(i => i.Key.StartsWith(lost)).ExecuteDeleteAsync());
        await Hub.QueryAsync(db => db.Standings.Where(s => s.Key == lost).ExecuteDeleteAsync());

        // As after a backup: the node knows nothing of one competition it told.
        var gone = expected.Keys.Last(k => k.StartsWith(RecordKinds.Competition, StringComparison.Ordinal)).Split('/')[1];
        var id = Guid.Parse(gone);
        await Node.QueryAsync(db => db.ToldFacts.Where(f => f.CompetitionId == id).ExecuteDeleteAsync());

        await AskedAsync();

        var ledger = await Hub.LedgerAsync(Node.Address);
        expected.Keys.Except(ledger.Keys).ShouldAllBe(k => !k.StartsWith($"{RecordKinds.Standings}/{lost}", StringComparison.Ordinal) && !k.StartsWith($"{RecordKinds.Entry}/{lost}", StringComparison.Ordinal));
        ledger.ShouldNotContainKey($"{RecordKinds.Competition}/{gone}");
        (await Hub.QueryAsync(db => db.Listings.Where(l => l.Key == gone).Select(l => l.WithdrawnReason).SingleAsync())).ShouldBe(Withdrawals.Missing);
        (await Hub.QueryAsync(db => db.IntakeProblems.CountAsync())).ShouldBe(0);
        await AskedAsync();
        var state = await Node.QueryAsync(db => db.InventoryDeliveries.AsNoTracking().SingleAsync());
        (state.Again, state.LastError).ShouldBe((0, null), "now both have the same");
    }

    [Fact]
    public async Task a_node_that_lost_everything_takes_nothing_from_the_hub()
    {
        var before = (await Hub.LedgerAsync(Node.Address)).Count;
        await Node.QueryAsync(db => db.ToldFacts.ExecuteDeleteAsync());

        await AskedAsync();

        (await Hub.LedgerAsync(Node.Address)).Count.ShouldBe(before);
        (await Hub.QueryAsync(db => db.NodeInventories.Select(i => i.AlarmAt).SingleAsync())).ShouldNotBeNull();
    }

    [Fact]
    public async Task it_goes_out_by_itself_once_a_night()
    {
        for (var hour = 0; hour < 72; hour++)
        {
            Clock.Advance(TimeSpan.FromHours(1));
            await Node.DeliverAsync();
        }

        var last = (await Node.QueryAsync(db => db.InventoryDeliveries.AsNoTracking().SingleAsync())).LastAt!.Value;
        last.Hour.ShouldBeInRange(1, 6);
        (Clock.GetUtcNow() - last).ShouldBeLessThan(TimeSpan.FromHours(30));
    }

    // A curator asks, the node hears of it with its call and does as asked.
    private async Task AskedAsync()
    {
        var member = await Hub.QueryAsync(db => db.Members.Select(m => m.Id).SingleAsync());
        await Hub.InScopeAsync(async s =>
        {
            await s.GetRequiredService<ReviewShrink>().AskAsync(member, CancellationToken.None);
            return 0;
        });
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Node.CallAsync();
        await Node.DeliverAsync();
    }
}
