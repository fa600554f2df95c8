using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Tests.Features.Catalogue.Intake;

namespace Agon.Hub.Tests.Features.Catalogue.Discovery;

public sealed class ListingPageTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task the_page_says_what_it_is_whose_and_when()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var node = shelf.Node.Node;
        var card = shelf.Node.Card("Wheat seeds") with { Tags = [shelf.Word], Prize = "A cup", Language = "en", Hardware = "One GPU", NeedsApproval = true, Rules = $"{node.Address}/competitions/wheat-seeds/rules" };
        var key = await shelf.PutAsync(card, new CompetitionActivity { Participants = 4, Submissions = 17 });

        var page = await VisitAsync(shelf, key);

        page.Heading.ShouldBe("Wheat seeds");
        foreach (var words in (string[])["organized by Ada Lovelace", "University of Alpha", node.Name, "address not verified", "up to 4 participants", "17 submissions", "Tell three varieties", "A cup", "One GPU", "An organizer lets you in", "has not published standings"])
        {
            page.ShouldSay(words);
        }

        page.Document.QuerySelectorAll(".phases li").Select(l => (l.QuerySelector("strong")!.TextContent, l.QuerySelector("progress")!.GetAttribute("value"), l.GetAttribute("aria-current")))
            .ShouldBe([("Development", "16", "step"), ("Final", "0", null)]);
        Link(page, node.Name).ShouldBe($"/nodes/{node.Answer.Slug}");
        Link(page, "Rules").ShouldBe(card.Rules);
        Link(page, "Classification").ShouldBe("/competitions?task=classification");
        Link(page, shelf.Word).ShouldBe(shelf.Address);
    }

    [Fact]
    public async Task one_click_leads_to_the_nodes_page_signed_in()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var node = shelf.Node.Node;
        var running = await shelf.PutAsync("Oats");
        var over = await shelf.PutAsync(shelf.Card("Rye", -9, -1) with { Address = $"{node.Address}/competitions/rye?x=1&y=%2F" });

        Link(await VisitAsync(shelf, running), $"Take part at {node.Name}").ShouldBe($"{node.Address}/sign-on/hub?returnUrl=%2Fcompetitions%2Fwheat-seeds");
        Link(await VisitAsync(shelf, running), "Look without signing in").ShouldBe($"{node.Address}/competitions/wheat-seeds");
        Link(await VisitAsync(shelf, over), $"See it at {node.Name}").ShouldBe($"{node.Address}/sign-on/hub?returnUrl=%2Fcompetitions%2Frye%3Fx%3D1%26y%3D%252F");
    }

    [Theory]
    [InlineData(Withdrawals.Unlisted, "took it off this hub")]
    [InlineData(Withdrawals.Unpublished, "not public any more")]
    [InlineData(Withdrawals.Deleted, "was deleted")]
    [InlineData("later-word", "took it back")]
    public async Task what_is_withdrawn_is_gone_with_the_reason(string reason, string words)
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var key = await shelf.PutAsync("Oats");
        await shelf.Node.TakenAsync(shelf.Node.Withdraw(RecordKinds.Competition, key, reason));

        var page = await VisitAsync(shelf, key);

        (page.Status, page.Heading).ShouldBe((HttpStatusCode.Gone, "Not listed any more"));
        page.ShouldSay(words);
        page.ShouldNotSay("Oats");
    }

    [Fact]
    public async Task what_was_never_listed_is_not_found() =>
        (await hub.Browser().VisitAsync("/competitions/nothing-of-this-name")).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task equals_share_a_rank_and_without_a_value_there_is_none()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var (key, board) = await BoardAsync(shelf, b => b);
        await RowsAsync(shelf, board, ("Third", 0.8, 2), ("Second", 0.8, 1), ("Best", 0.95, 9), ("Fourth", 0.1, 3), ("Never", null, 0));

        var page = await VisitAsync(shelf, key);

        Rows(page).ShouldBe(["1 Best 0.95 9.00", "2 Second 0.80 1.00", "2 Third 0.80 2.00", "4 Fourth 0.10 3.00", "– Never – 0.00"]);
        page.Document.QuerySelectorAll("td.best").ShouldHaveSingleItem().TextContent.ShouldBe("0.95");
        page.Document.QuerySelector("thead")!.QuerySelectorAll("th").Select(h => string.Join(' ', h.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ShouldBe(["Rank", "Participant", "Accuracy ↓ (larger is better, ranks)", "Time ↑ (smaller is better)", "Sent"]);
    }

    [Fact]
    public async Task the_smallest_stands_first_where_smaller_is_better_with_the_columns_decimals()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var (key, board) = await BoardAsync(shelf, b => b with { Metric = "time", Columns = [b.Columns[0] with { Precision = 0 }, b.Columns[1] with { Precision = 4 }] });
        await RowsAsync(shelf, board, ("Slow", 0.9, 12.00006), ("Fast", 0.4, 1.5), ("As fast", 0.6, 1.5), ("Huge", 1, 1e300));

        Rows(await VisitAsync(shelf, key)).ShouldBe(["1 Fast 0 1.5000", "1 As fast 1 1.5000", "3 Slow 1 12.0001", "4 Huge 1 1.000E+300"]);
    }

    [Fact]
    public async Task who_did_not_agree_is_a_participant()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var (key, board) = await BoardAsync(shelf, b => b);
        await RowsAsync(shelf, board, ((string?)null, 0.5, 1), ("<i>Grace</i>", 0.4, 1));

        var page = await VisitAsync(shelf, key);

        Rows(page).ShouldBe(["1 a participant 0.50 1.00", "2 <i>Grace</i> 0.40 1.00"]);
        page.Document.QuerySelector("main i").ShouldBeNull();
    }

    [Fact]
    public async Task standings_have_pages_of_fifty_over_which_ranks_go_on_and_five_queries()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var (key, board) = await BoardAsync(shelf, b => b);
        await RowsAsync(shelf, board, [.. Enumerable.Range(0, 60).Select(i => ((string?)$"N{i}", (double?)(i is 49 or 50 or 51 ? 0.5 : 0.9 - (i * 0.01)), 1.0))]);

        // 0.9 … 0.51 are forty, then three of 0.5 besides the one that earns it.
        var first = await VisitAsync(shelf, key);
        Rows(first).Length.ShouldBe(50);
        first.ShouldSay("60 entries");
        Rows(first)[^1].ShouldStartWith("50 ");
        Rows(first)[40..44].ShouldAllBe(r => r.StartsWith("41 "));
        var second = await first.FollowAsync("Next");
        (Rows(second).Length, Rows(second)[0][..3], Rows(second)[^1][..3]).ShouldBe((10, "51 ", "60 "));

        var counts = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var counter = new CommandCounter(hub);
            await hub.Browser().VisitAsync(first.Path);
            counts.Add(counter.Count);
        }

        counts.Min().ShouldBe(6);
    }

    [Fact]
    public async Task each_phase_has_its_standings_and_the_open_one_comes_first()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var card = shelf.Node.Card("Two boards");
        var key = await shelf.PutAsync(card);
        foreach (var (phase, name) in new[] { (card.Phases[0].Id, "Ada"), (card.Phases[1].Id, "Bea") })
        {
            await shelf.Node.TakenAsync(shelf.Node.Tell(phase, TellingNode.Board(key)));
            await RowsAsync(shelf, phase, (name, 0.5, 1));
        }

        var page = await VisitAsync(shelf, key);
        Rows(page).ShouldBe(["1 Ada 0.50 1.00"]);
        Rows(await page.FollowAsync("Final")).ShouldBe(["1 Bea 0.50 1.00"]);
        foreach (var none in (string[])["3", "x", "99999999999"])
        {
            (await hub.Browser().VisitAsync($"{await shelf.PageOfAsync(key)}?phase={none}")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task it_says_who_signed_the_standings_and_how_fresh_they_are()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var (key, board) = await BoardAsync(shelf, b => b);
        await RowsAsync(shelf, board, ("Ada", 0.5, 1));
        hub.Clock.Advance(TimeSpan.FromHours(3));

        var page = await VisitAsync(shelf, key);

        page.ShouldSay($"signed with its key {shelf.Node.Key.Public.Kid}");
        page.ShouldSay("Changed here 3 hours ago");
        page.ShouldSay("The hub has all it told.");
    }

    private static async Task<(string Key, string Board)> BoardAsync(Shelf shelf, Func<PhaseStandings, PhaseStandings> change)
    {
        var card = shelf.Card("Ranked");
        var key = await shelf.PutAsync(card);
        await shelf.Node.TakenAsync(shelf.Node.Tell(card.Phases[0].Id, change(TellingNode.Board(key))));
        return (key, card.Phases[0].Id);
    }

    // Each is sent a second after the one before.
    private async Task RowsAsync(Shelf shelf, string board, params (string? Name, double? Accuracy, double Time)[] rows)
    {
        var records = rows.Select((r, i) => shelf.Node.Tell(new StandingsEntry
        {
            Standings = board,
            Name = r.Name,
            Scores = new Dictionary<string, double?> { ["accuracy"] = r.Accuracy, ["time"] = r.Time }.Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value!.Value),
            SubmittedAt = hub.Clock.GetUtcNow().AddHours(-1).AddSeconds(r.Name == "Second" ? -1 : i),
        }));
        await shelf.Node.TakenAsync([.. records]);
    }

    private async Task<Page> VisitAsync(Shelf shelf, string key) => await hub.Browser().VisitAsync(await shelf.PageOfAsync(key));

    private static string? Link(Page page, string text) => page.Document.QuerySelectorAll("main a").Single(a => a.TextContent.Trim() == text).GetAttribute("href");

    // Without the column that says when.
    private static string[] Rows(Page page) =>
        [.. page.Document.QuerySelector("table")!.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.Children.SkipLast(1).Select(c => c.TextContent.Trim())))];
}
