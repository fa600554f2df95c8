using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Links;
using Agon.Hub.Features.Catalogue.Visits;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Catalogue.Visits;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Catalogue.Links;

/// <summary>The hub visits real listeners on this machine.</summary>
public sealed class CheckLinksTests : IAsyncLifetime
{
    private const string Page = "/competitions/wheat-seeds";
    private readonly HubHost _hub = VisitedNode.Quiet();
    private VisitedNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        await _hub.InitializeAsync();
        _node = await VisitedNode.OpenAsync(_hub);
        _node.Answer = VisitedNode.Says(200);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task each_page_is_asked_for_once_within_the_week_and_again_about_a_week_later()
    {
        var key = await _node.TellAsync(null);
        await _node.CheckAsync();
        (await _node.LinkAsync(key))!.DueAt.ShouldBeInRange(_hub.Clock.GetUtcNow(), _hub.Clock.GetUtcNow().AddDays(7));

        await NextAsync(key);

        var link = (await _node.LinkAsync(key))!;
        (link.CheckedAt, link.FailingSince, link.Problem).ShouldBe((_hub.Clock.GetUtcNow(), null, null));
        (link.DueAt - _hub.Clock.GetUtcNow()).ShouldBeInRange(TimeSpan.FromDays(5.6), TimeSpan.FromDays(8.4));
        (await _node.CheckAsync()).ShouldBe(0);
        _node.Visits.ShouldBe([$"HEAD {Page}"]);
    }

    [Fact]
    public async Task a_page_that_knows_no_head_is_got()
    {
        var key = await _node.TellAsync(null);
        await _node.CheckAsync();
        _node.Answer = c => VisitedNode.Says(c.Request.Method == "HEAD" ? 405 : 200)(c);

        await NextAsync(key);

        (await _node.LinkAsync(key))!.Problem.ShouldBeNull();
        _node.Visits.ShouldBe([$"HEAD {Page}", $"GET {Page}"]);
    }

    [Fact]
    public async Task a_page_that_moved_within_the_node_is_there()
    {
        var key = await _node.TellAsync(null);
        await _node.CheckAsync();
        _node.Answer = c => RedirectAsync(c, c.Request.Path == Page ? "/elsewhere" : null);

        await NextAsync(key);

        (await _node.LinkAsync(key))!.Problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/secret")]
    [InlineData("//example.org/")]
    [InlineData("http://")]
    [InlineData(Page)]
    [Refuses(VisitProblem.Redirected)]
    public async Task nobody_follows_to_another_place_or_in_circles(string location)
    {
        var key = await _node.TellAsync(null);
        await _node.CheckAsync();
        _node.Answer = c => RedirectAsync(c, location);

        await NextAsync(key);

        Refused.See((await _node.LinkAsync(key))!.Problem!.Value).ShouldBe(VisitProblem.Redirected);
        _node.Visits.Count.ShouldBeInRange(1, 4);
    }

    [Fact]
    [Refuses(VisitProblem.WrongStatus)]
    public async Task a_page_that_is_not_there_for_more_than_a_day_is_dead_and_comes_back()
    {
        var key = await _node.TellAsync(null);
        await _node.CheckAsync();
        _node.Answer = VisitedNode.Says(404);
        await NextAsync(key);
        var since = _hub.Clock.GetUtcNow();
        (await _node.LinkAsync(key))!.DeadSince.ShouldBeNull();
        var curator = await _hub.StaffBrowser(Staff.Curator);
        (await curator.VisitAsync(HubLinks.Curation.Listings)).ShouldNotSay("is not there since");

        while ((await _node.LinkAsync(key))!.DeadSince is null)
        {
            (_hub.Clock.GetUtcNow() - since).ShouldBeLessThan(TimeSpan.FromDays(3));
            await NextAsync(key);
        }

        var dead = (await _node.LinkAsync(key))!;
        (dead.DeadSince, Refused.See(dead.Problem!.Value), dead.Status).ShouldBe((since, VisitProblem.WrongStatus, 404));
        dead.Failures.ShouldBeGreaterThanOrEqualTo(LinkCheck.FailuresOfDead);
        (_hub.Clock.GetUtcNow() - since).ShouldBeGreaterThanOrEqualTo(LinkCheck.TimeOfDead);
        (await curator.VisitAsync("/curation/listings?show=Low")).ShouldSay(VisitMessages.LinkDead(since, VisitProblem.WrongStatus, 404));
        (await curator.VisitAsync(HubLinks.Curation.Feed(_node.Node.Node.Answer.Slug))).ShouldSay($"{VisitMessages.Dead} {VisitMessages.Word(VisitProblem.WrongStatus, 404)}");

        _node.Answer = VisitedNode.Says(200);
        await NextAsync(key);
        (await _node.LinkAsync(key))!.DeadSince.ShouldBeNull();
        (await curator.VisitAsync(HubLinks.Curation.Listings)).ShouldNotSay("is not there since");
    }

    [Fact]
    public void a_night_makes_no_dead_link_however_often_it_is_asked_for()
    {
        var evening = _hub.Clock.GetUtcNow();
        var link = new LinkCheck { ListingId = Guid.Empty, Address = "a", DueAt = evening };
        for (var hour = 0; hour < 12; hour++)
        {
            link.Take("a", new Missed(VisitProblem.Unreachable), evening.AddHours(hour), TimeSpan.FromDays(7), 0.5);
        }

        link.DeadSince.ShouldBeNull();
        link.Take("a", new Missed(VisitProblem.Unreachable), evening.AddDays(1), TimeSpan.FromDays(7), 0.5);
        link.DeadSince.ShouldBe(evening);
        link.Take("b", new Missed(VisitProblem.Unreachable), evening.AddDays(2), TimeSpan.FromDays(7), 0.5);
        (link.DeadSince, link.Failures, link.FailingSince).ShouldBe((null, 1, evening.AddDays(2)));
    }

    [Fact]
    public async Task two_failures_make_no_dead_link_however_far_they_are_apart()
    {
        var key = await _node.TellAsync(null);
        await _node.CheckAsync();
        _node.Answer = VisitedNode.Says(500);
        await NextAsync(key);
        _hub.Clock.Advance(TimeSpan.FromDays(5));
        await _node.CheckAsync();

        (await _node.LinkAsync(key))!.ShouldSatisfyAllConditions(l => l.Failures.ShouldBe(2), l => l.DeadSince.ShouldBeNull());
    }

    [Fact]
    [Refuses(VisitProblem.Unreachable)]
    public async Task a_node_that_is_away_is_asked_once_in_a_round()
    {
        var (one, other) = (await _node.TellAsync(null), await _node.TellAsync(null, title: "Oats"));
        await _node.CheckAsync();
        await _node.StopAsync();
        _hub.Clock.Advance(TimeSpan.FromDays(8));

        (await _node.CheckAsync()).ShouldBe(1);

        var links = new[] { (await _node.LinkAsync(one))!, (await _node.LinkAsync(other))! };
        links.Sum(l => l.Failures).ShouldBe(1);
        Refused.See(links.Single(l => l.Failures == 1).Problem!.Value).ShouldBe(VisitProblem.Unreachable);
        (await _node.CheckAsync()).ShouldBe(0, "the other is left alone for a while too");
        _hub.Clock.Advance(TimeSpan.FromHours(1));
        (await _node.CheckAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task of_a_node_only_so_many_are_asked_for_in_a_round()
    {
        for (var i = 0; i < CheckLinks.MostOfNode + 3; i++)
        {
            await _node.TellAsync(null, title: $"Wheat {i}");
        }

        await _node.CheckAsync();
        _hub.Clock.Advance(TimeSpan.FromDays(8));

        (await _node.CheckAsync()).ShouldBe(CheckLinks.MostOfNode);
        (await _node.CheckAsync()).ShouldBe(3);
        (await _node.CheckAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task nobody_asks_for_what_is_hidden_withdrawn_over_or_of_a_node_that_is_not_shown()
    {
        var (hidden, gone, over, shown) = (await _node.TellAsync(null, title: "Hidden"), await _node.TellAsync(null, title: "Gone"), await _node.TellAsync(null, title: "Over"), await _node.TellAsync(null));
        await _node.CheckAsync();
        var curator = await _hub.StaffBrowser(Staff.Curator);
        await (await curator.VisitAsync(HubLinks.Curation.Listing(await _node.SlugAsync(hidden)))).Form("Hide it").Fill("Reason", "No.").SendAsync();
        await _node.Node.TakenAsync(_node.Node.Withdraw(RecordKinds.Competition, gone));
        await _hub.QueryAsync(db => db.Listings.Where(l => l.Key == over).ExecuteUpdateAsync(set => set.SetProperty(l => l.EndsAt, _hub.Clock.GetUtcNow()), TestContext.Current.CancellationToken));
        _hub.Clock.Advance(TimeSpan.FromDays(8));
        await _node.Node.Node.DecideAsync(MemberAct.Suspend);
        (await _node.CheckAsync()).ShouldBe(0);
        await _node.Node.Node.DecideAsync(MemberAct.Resume);

        (await _node.CheckAsync()).ShouldBe(1);
        (await _node.LinkAsync(shown))!.CheckedAt.ShouldNotBeNull();
    }

    // The next turn of it comes.
    private async Task NextAsync(string key)
    {
        _hub.Clock.MoveTo((await _node.LinkAsync(key))!.DueAt);
        (await _node.CheckAsync()).ShouldBe(1);
    }

    private static Task RedirectAsync(HttpContext context, string? location)
    {
        context.Response.StatusCode = location is null ? 200 : 302;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
