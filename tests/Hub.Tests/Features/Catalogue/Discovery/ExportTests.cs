using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Catalogue.Intake;

namespace Agon.Hub.Tests.Features.Catalogue.Discovery;

public sealed class ExportTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task a_search_is_a_calendar_of_beginnings_and_ends()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("Wheat; seeds, \\ and a title that is so long that it does not fit into one line of a calendar – süß 𝕏", -1, 20));
        await shelf.PutAsync("Never ends", 3, null);
        await shelf.PutAsync("Over", -9, -2);

        var (response, text) = await GetAsync($"/competitions.ics?search={shelf.Word}&status=open");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        text.Split("\r\n").ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75);
        text.ShouldStartWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
        text.ShouldEndWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
        var whole = text.Replace("\r\n ", "", StringComparison.Ordinal);
        whole.ShouldContain("\r\nSUMMARY:Wheat\\; seeds\\, \\\\ and a title that is so long that it does not fit into one line of a calendar – süß 𝕏 closes\r\n");
        whole.ShouldContain($"\r\nDTSTART:{hub.Clock.GetUtcNow().AddDays(20):yyyyMMdd'T'HHmmss'Z'}\r\n");
        whole.Split("BEGIN:VEVENT").Length.ShouldBe(3);
        whole.ShouldNotContain("Over");
        (await GetAsync($"/competitions.ics?search={shelf.Word}&status=upcoming")).Text.Split("BEGIN:VEVENT").Length.ShouldBe(2);
    }

    [Fact]
    public async Task events_keep_their_names_when_a_competition_changes()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var card = shelf.Card("Oats");
        var key = await shelf.PutAsync(card);
        var page = await shelf.PageOfAsync(key);
        var before = Ids((await GetAsync($"{page}.ics")).Text);

        await shelf.Node.TakenAsync(shelf.Node.Tell(key, card with { Title = "Oats and barley", Phases = [card.Phases[0] with { EndsAt = hub.Clock.GetUtcNow().AddDays(40) }] }));

        Ids((await GetAsync($"{page}.ics")).Text).ShouldBe(before);
        before.Length.ShouldBe(2);
        await shelf.Node.Node.DecideAsync(MemberAct.Suspend);
        (await GetAsync($"{page}.ics")).Response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_search_is_news_the_newest_first()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("Older") with { PublishedAt = hub.Clock.GetUtcNow().AddDays(-9) });
        await shelf.PutAsync(shelf.Card("<b>Newer</b> & 𝕏") with { PublishedAt = hub.Clock.GetUtcNow().AddDays(-1), Text = "Of \"seeds\" ]]> & more." });

        var (response, text) = await GetAsync($"/competitions.atom?search={shelf.Word}");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/atom+xml");
        var feed = XDocument.Parse(text).Root!;
        feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "title")!.Value).ShouldBe(["<b>Newer</b> & 𝕏", "Older"]);
        feed.Elements(Atom + "link").Select(l => (l.Attribute("rel")!.Value, l.Attribute("href")!.Value)).ShouldBe(
            [("self", $"http://localhost/competitions.atom?search={shelf.Word}&sort=newest"), ("alternate", $"http://localhost/competitions?search={shelf.Word}&sort=newest")]);
        foreach (var part in (string[])["id", "title", "updated", "author", "summary"])
        {
            feed.Elements(Atom + "entry").ShouldAllBe(e => e.Element(Atom + part) != null);
        }
    }

    [Theory]
    [InlineData("a%01b")]
    [InlineData("x%0D%0ABCC:%20all")]
    [InlineData("%EF%BF%BF")]
    public async Task whatever_was_searched_the_feeds_are_whole(string search)
    {
        XDocument.Parse((await GetAsync($"/competitions.atom?search={search}")).Text);
        (await GetAsync($"/competitions.ics?search={search}")).Text.Split("\r\n").ShouldNotContain(line => line.StartsWith("BCC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task who_asks_again_for_what_did_not_change_gets_nothing()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync("Oats");
        var address = $"/competitions.ics?search={shelf.Word}";
        var tag = (await GetAsync(address)).Response.Headers.ETag!;

        using var client = hub.Client();
        client.DefaultRequestHeaders.IfNoneMatch.Add(tag);
        (await client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await shelf.PutAsync("Rye");
        (await client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_list_and_a_page_say_where_to_follow_them()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var key = await shelf.PutAsync("Oats");

        var list = await shelf.ListAsync("&status=open");
        list.Document.QuerySelector("link[rel=alternate]")!.GetAttribute("href").ShouldBe($"/competitions.atom?search={shelf.Word}&status=open&sort=closing-soon");
        (await GetAsync((await shelf.ListAsync()).Document.QuerySelectorAll("main a").Single(a => a.TextContent == "calendar").GetAttribute("href")!)).Text.ShouldContain("Oats");
        var page = await hub.Browser().VisitAsync(await shelf.PageOfAsync(key));
        (await GetAsync(page.Document.QuerySelectorAll("main a").Single(a => a.TextContent == "These dates as a calendar").GetAttribute("href")!)).Text.ShouldContain("Oats closes");
    }

    [Fact]
    public async Task a_page_tells_search_engines_what_it_is_and_nothing_in_it_ends_the_script()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        const string title = "</script><script>alert(1)</script><!-- \"Oats\" & 𝕏";
        var key = await shelf.PutAsync(shelf.Card(title) with { Text = "" });

        var page = await hub.Browser().VisitAsync(await shelf.PageOfAsync(key));

        var data = JsonNode.Parse(page.Document.Head!.QuerySelectorAll("script[type='application/ld+json']").ShouldHaveSingleItem().TextContent)!;
        ((string?)data["@type"], (string?)data["name"], (string?)data["url"]).ShouldBe(("Event", title, $"http://localhost{await shelf.PageOfAsync(key)}"));
        data["endDate"]!.GetValue<DateTimeOffset>().ShouldBe(hub.Clock.GetUtcNow().AddDays(20));
        data["description"].ShouldBeNull();
        page.Document.Scripts.Count(s => s.Source is null).ShouldBe(1);
    }

    [Fact]
    public async Task the_api_finds_what_the_page_finds()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("A", -1, 5) with { TaskTypes = ["segmentation"] }, new CompetitionActivity { Participants = 4, Submissions = 70 });
        await shelf.PutAsync(shelf.Card("B", -1, 9) with { TaskTypes = ["ranking"] });
        await shelf.PutAsync("C", -9, -1);

        var found = await JsonAsync($"/api/v1/competitions?search={shelf.Word}&status=open&sort=closing-soon&pageSize=1");

        (found["total"]!.GetValue<int>(), found["page"]!.GetValue<int>(), found["pageSize"]!.GetValue<int>()).ShouldBe((2, 1, 1));
        var first = found["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)first["title"], (string?)first["status"], first["participants"]!.GetValue<int>()).ShouldBe(("A", "ClosingSoon", 4));
        found["facets"]!["task"]!.AsObject().Select(v => (v.Key, v.Value!.GetValue<int>())).ShouldBe([("ranking", 1), ("segmentation", 1)], ignoreOrder: true);
        found["facets"]!["status"]!["closed"]!.GetValue<int>().ShouldBe(1);
        var one = await JsonAsync($"/api/v1/competitions/{first["slug"]}");
        JsonNode.DeepEquals(one, first).ShouldBeTrue();
        (await GetAsync("/api/v1/competitions?pageSize=100000&page=-3")).Response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task the_api_tells_standings_with_ranks_and_the_nodes_signature()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var card = shelf.Card("Oats");
        var key = await shelf.PutAsync(card);
        var board = card.Phases[0].Id;
        await shelf.Node.TakenAsync(
            shelf.Node.Tell(board, TellingNode.Board(key)), shelf.Node.Tell(shelf.Node.Row(board, 0.8)), shelf.Node.Tell(shelf.Node.Row(board, 0.9)), shelf.Node.Tell(shelf.Node.Row(board, 0.9)));
        var slug = (await shelf.Node.ListingAsync(key))!.Slug;

        var standings = await JsonAsync($"/api/v1/competitions/{slug}/standings");

        standings["items"]!.AsArray().Select(r => (r!["rank"]!.GetValue<int>(), r["scores"]!["accuracy"]!.GetValue<double>())).ShouldBe([(1, 0.9), (1, 0.9), (3, 0.8)]);
        ((string?)standings["metric"], standings["phase"]!.GetValue<int>(), standings["total"]!.GetValue<int>()).ShouldBe(("accuracy", 1, 3));
        ((string?)standings["signature"])!.Split('.').Length.ShouldBe(3);
        (await GetAsync($"/api/v1/competitions/{slug}/standings?phase=7")).Text.ShouldContain(DiscoveryMessages.NoStandings);
        (await GetAsync("/api/v1/competitions/nothing/standings")).Text.ShouldContain("no such competition");
    }

    [Fact]
    public async Task the_api_describes_itself()
    {
        var document = await JsonAsync("/api/v1/openapi.json");

        document["paths"]!.AsObject().Select(p => p.Key).ShouldBe(["/api/v1/competitions", "/api/v1/competitions/{slug}", "/api/v1/competitions/{slug}/standings"]);
        var parameters = document["paths"]!["/api/v1/competitions"]!["get"]!["parameters"]!.AsArray().Select(p => (string?)p!["name"]).ToList();
        foreach (var part in (string[])["search", "status", "closes", "kind", "task", "modality", "institution", "prize", "confidential", "language", "sort", "page", "pageSize"])
        {
            parameters.ShouldContain(part);
        }
    }

    private static string[] Ids(string calendar) => [.. calendar.Split("\r\n").Where(l => l.StartsWith("UID:", StringComparison.Ordinal))];

    private async Task<(HttpResponseMessage Response, string Text)> GetAsync(string address)
    {
        using var client = hub.Client();
        var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<JsonNode> JsonAsync(string address)
    {
        var (response, text) = await GetAsync(address);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }
}
