using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.Feed;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Feed;

public sealed class FeedPageTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task the_operator_sees_how_far_the_hub_is_and_delivers_by_hand()
    {
        var hub = await _node.JoinedHubAsync();
        var competition = await _node.PublishedAsync();
        var feed = await _node.FeedAsync();
        var page = await OpenAsync();
        page.ShouldSay("3 changes wait to be delivered.");
        page.ShouldSay(competition.Title);
        page.ShouldSay("waits");

        var after = await page.Form("Deliver now").SendAsync();

        after.ShouldSay(FeedMessages.Behind(0));
        after.ShouldSay("has it");
        hub.Cursor.ShouldBe(feed[^1].Sequence);
    }

    [Fact]
    public async Task the_operator_sees_why_the_hub_was_not_reached_and_when_it_is_tried_again()
    {
        var hub = await _node.JoinedHubAsync();
        await _node.PublishedAsync();
        await _node.FeedAsync();
        hub.TakeDown();

        var after = await (await OpenAsync()).Form("Deliver now").SendAsync();

        after.ShouldSay("Last try failed");
        after.ShouldSay((await _node.DeliveryAsync()).LastError!);
        after.ShouldSay("the next try in");
    }

    [Fact]
    public async Task the_operator_sees_which_record_the_hub_refuses_and_why()
    {
        await _node.JoinedHubAsync();
        var (good, bad) = (await _node.PublishedAsync(), await _node.PublishedAsync());
        await _node.FeedAsync();
        await _node.QueryAsync(db => db.ToldFacts.Where(f => f.CompetitionId == bad.Id && f.Kind == RecordKinds.Competition)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.Problem, "impossible").SetProperty(f => f.Detail, "The prize is <b>too</b> good."), Ct));

        var page = await (await OpenAsync()).FollowAsync("1");

        page.ShouldSay("The prize is <b>too</b> good.");
        page.ShouldSay(bad.Title);
        page.ShouldNotSay(good.Title);
    }

    [Fact]
    public async Task without_a_hub_the_page_says_so()
    {
        var page = await OpenAsync();
        page.ShouldSay(FeedMessages.Nothing);

        (await page.Form("Deliver now").SendAsync()).ShouldSay(FeedMessages.NoMember);
    }

    private async Task<Page> OpenAsync() => await (await _node.BrowserOf(await _node.Given.Account(isOperator: true))).VisitAsync(NodeLinks.Administration.Feed);
}
