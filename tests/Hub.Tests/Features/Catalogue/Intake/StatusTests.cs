using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Intake;

public sealed class StatusTests : IAsyncLifetime
{
    private readonly HubHost _hub = QuietHub.Of(new HubHost());

    public ValueTask InitializeAsync() => _hub.InitializeAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task a_listing_opens_and_closes_at_the_instants_its_phases_name()
    {
        using var node = await TellingNode.ActiveAsync(_hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        await node.TakenAsync(node.Tell(key, card));
        var (first, last) = (card.Phases[0].EndsAt!.Value, card.Phases[1]);
        (DateTimeOffset At, ListingStatus Status, DateTimeOffset? Next)[] turns =
        [
            (first.AddTicks(-10), ListingStatus.Open, first),
            (first, ListingStatus.Between, last.StartsAt),
            (last.StartsAt, ListingStatus.Open, last.EndsAt - ListingTime.Soon),
            (last.EndsAt!.Value - ListingTime.Soon, ListingStatus.ClosingSoon, last.EndsAt),
            (last.EndsAt!.Value, ListingStatus.Closed, null),
        ];

        foreach (var (at, status, next) in turns)
        {
            _hub.Clock.MoveTo(at);

            (await MoveAsync()).ShouldBe(next);
            (await MoveAsync()).ShouldBe(next);

            var listing = (await node.ListingAsync(key))!;
            (listing.StatusNow, listing.StatusUntil).ShouldBe((status, next));
        }
    }

    [Fact]
    public async Task more_than_one_round_are_moved_on_and_a_new_card_counts_at_once()
    {
        using var node = await TellingNode.ActiveAsync(_hub);
        var key = TellingNode.NewId();
        await node.TakenAsync([.. Enumerable.Range(0, 300).Select(i => node.Tell(TellingNode.NewId(), node.Card($"Some {i}")))]);
        await node.TakenAsync([.. Enumerable.Range(0, 300).Select(i => node.Tell(TellingNode.NewId(), node.Card($"More {i}"))), node.Tell(key, node.Card())]);
        _hub.Clock.Advance(TimeSpan.FromDays(100));

        (await MoveAsync()).ShouldBeNull();

        (await node.ListingAsync(key))!.StatusNow.ShouldBe(ListingStatus.Closed);
        await node.TakenAsync(node.Tell(key, node.Card()));
        (await node.ListingAsync(key))!.StatusNow.ShouldBe(ListingStatus.Open);
    }

    [Fact]
    public async Task it_happens_by_itself_at_the_instant()
    {
        await using var hub = new HubHost();
        await hub.InitializeAsync();
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        await node.TakenAsync(node.Tell(key, card with { Phases = [card.Phases[0] with { EndsAt = hub.Clock.GetUtcNow().AddSeconds(30) }] }));

        // The watch was nudged and may still be on its way to sleep, so time goes on in small steps until it has woken.
        for (var i = 0; i < 200 && (await node.ListingAsync(key))!.StatusNow != ListingStatus.Closed; i++)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await node.ListingAsync(key))!.StatusNow.ShouldBe(ListingStatus.Closed);
    }

    private Task<DateTimeOffset?> MoveAsync() => _hub.InScopeAsync(s => s.GetRequiredService<MoveStatuses>().ExecuteAsync(TestContext.Current.CancellationToken));
}
