using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Curation.Desk;
using Agon.Hub.Features.Catalogue.Curation.Quality;
using Agon.Hub.Features.Catalogue.Reports;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Catalogue.Intake;
using Agon.Hub.Tests.Features.Nodes;

namespace Agon.Hub.Tests.Features.Catalogue.Curation;

public sealed class DeskTests(HubHost hub) : IClassFixture<HubHost>
{
    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData(Staff.Curator, HttpStatusCode.OK)]
    [InlineData(Staff.Administrator, HttpStatusCode.OK)]
    public async Task only_staff_has_a_desk(string? role, HttpStatusCode status)
    {
        foreach (var page in new[] { HubLinks.Curation.Desk, HubLinks.Curation.Listings })
        {
            (await (await hub.SignedIn(await hub.Account(role: role))).VisitAsync(page)).Status.ShouldBe(status);
            (await hub.Browser().VisitAsync(page)).Path.ShouldStartWith("/account/sign-in");
        }
    }

    [Fact]
    public async Task the_desk_shows_what_waits()
    {
        await using var alone = new HubHost();
        await alone.InitializeAsync();
        using var curator = await Curator.ComesAsync(alone);
        (await curator.Browser.VisitAsync(HubLinks.Curation.Desk)).ShouldSay(DeskMessages.NobodyWaits);
        await curator.Shelf.Node.Node.ReportAsync();
        (await curator.Browser.VisitAsync(HubLinks.Curation.Desk)).ShouldSay(DeskMessages.NoTrouble);

        using var waiting = await FakeNode.EnrolledAsync(alone);
        using var limited = await FakeNode.EnrolledAsync(alone, MemberAct.Approve, MemberAct.Limit);
        var slug = await curator.PutAsync("Reported oats");
        await curator.Shelf.PutAsync(curator.Shelf.Card("Empty rye") with { Text = "", Tags = [], TaskTypes = [], Logo = null });
        await curator.Shelf.Node.TellAsync(curator.Shelf.Node.Tell(TellingNode.NewId(), TellingNode.Board(TellingNode.NewId())));
        await curator.RunAsync<ReportListing, ReportListingOutcome>((v, ct) => v.ExecuteAsync(slug, ReportReason.NotThere, null, null, ct));
        await (await curator.DeskAsync(slug)).Form("Mark it official").SendAsync();

        var page = await (await curator.Browser.VisitAsync("/")).FollowAsync("Curator's desk");

        page.ShouldSay($"{waiting.Name} applied");
        page.ShouldSay($"{limited.Name}: limited, because: Because.; not heard of for 3 days or more");
        page.ShouldSay($"{curator.Shelf.Node.Node.Name}: 1 record refused");
        page.ShouldSay("Reported oats: 1 report, the oldest");
        page.ShouldSay("Empty rye");
        page.ShouldSay("no text; neither tags nor a task; no logo");
        page.ShouldSay("Reported oats, marked official by Mei");
    }

    [Fact]
    public async Task the_list_of_listings_is_searched_and_filtered_and_says_what_is_wrong()
    {
        using var curator = await Curator.ComesAsync(hub);
        var node = curator.Shelf.Node.Node;
        await node.ReportAsync();
        var key = await curator.Shelf.PutAsync("Gone");
        await curator.Shelf.Node.TakenAsync(curator.Shelf.Node.Withdraw(RecordKinds.Competition, key));
        var (hidden, copy, star) = (await curator.PutAsync("Hidden"), await curator.PutAsync("Copy"), await curator.PutAsync("Star"));
        await curator.PutAsync("Over", -20, -10);
        await curator.PutAsync("Endless", -20, null);
        await curator.HideAsync(hidden);
        await curator.MergeAsync(copy, star);
        await (await curator.DeskAsync(star)).Form("Feature it").SendAsync();
        await (await curator.DeskAsync(star)).Form("Mark it official").SendAsync();
        async Task<string[]> TitlesAsync(string show) => [.. (await ListAsync(show)).Document.QuerySelectorAll("tbody th a").Select(a => a.TextContent)];
        Task<Page> ListAsync(string show) => curator.Browser.VisitAsync($"{HubLinks.Curation.Listings}?show={show}&search={Uri.EscapeDataString(node.Name.ToUpperInvariant())}");

        (await TitlesAsync("All")).ShouldBe(["Over", "Endless", "Copy", "Hidden", "Star"]);
        (await TitlesAsync("Low")).ShouldBe(["Over"]);
        (await TitlesAsync("Hidden")).ShouldBe(["Hidden"]);
        (await TitlesAsync("Featured")).ShouldBe(["Star"]);
        (await TitlesAsync("Official")).ShouldBe(["Star"]);
        (await TitlesAsync("Merged")).ShouldBe(["Copy"]);
        (await TitlesAsync("Withdrawn")).ShouldBe(["Gone"]);
        (await ListAsync("All")).ShouldSay(QualityMessages.Word(QualityProblem.Unused));
        (await ListAsync("nonsense")).Status.ShouldBe(HttpStatusCode.OK);
        (await curator.Browser.VisitAsync($"{HubLinks.Curation.Listings}?search=no-such-title")).ShouldSay(QualityMessages.NoListings);

        // What stands for the copy is hidden, and the node falls silent.
        await curator.HideAsync(star);
        hub.Clock.Advance(ListingQuality.Silence + TimeSpan.FromMinutes(1));
        (await TitlesAsync("Low")).ShouldBe(["Copy", "Over", "Endless"]);
        (await ListAsync("Low")).ShouldSay("what stands for it is not shown; its node is silent for 3 days or more");
    }

    [Fact]
    public async Task the_number_of_queries_does_not_grow()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("One", -9, -1);
        await (await curator.DeskAsync(slug)).Form("Mark it official").SendAsync();
        await curator.RunAsync<ReportListing, ReportListingOutcome>((v, ct) => v.ExecuteAsync(slug, ReportReason.NotThere, null, null, ct));
        var (desk, list) = (await curator.QueriesAsync(HubLinks.Curation.Desk), await curator.QueriesAsync(HubLinks.Curation.Listings));
        for (var i = 0; i < 12; i++)
        {
            using var node = await FakeNode.EnrolledAsync(hub, [.. i % 2 == 0 ? [] : new[] { MemberAct.Approve, MemberAct.Suspend }]);
            var other = await curator.PutAsync($"Number {i}", -9, -1);
            await curator.RunAsync<ReportListing, ReportListingOutcome>((v, ct) => v.ExecuteAsync(other, ReportReason.NotThere, null, null, ct));
            await curator.RunAsync<MarkOfficial, CurateOutcome>((v, ct) => v.ExecuteAsync(other, true, null, null, ct));
        }

        (await curator.QueriesAsync(HubLinks.Curation.Desk)).ShouldBeLessThanOrEqualTo(desk);
        (await curator.QueriesAsync(HubLinks.Curation.Listings)).ShouldBe(list);
    }

    [Fact]
    public async Task everybody_reads_why_a_node_is_suspended()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        await (await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Node(node.Answer.Slug))).Form("Do it")
            .Fill("What to do", nameof(MemberAct.Suspend)).Fill("Reason", "Unpatched since May.").SendAsync();

        (await hub.Browser().VisitAsync(HubLinks.Nodes.Show(node.Answer.Slug))).ShouldSay("Unpatched since May.");
    }
}
