using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Tests.Features.Leaderboards;

/// <summary>The leaderboard as page, JSON, CSV and news.</summary>
public sealed class ShowTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task strangers_read_it_with_ranks_values_and_directions()
    {
        var competition = await Ranked();

        var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard");

        Rows(page).ShouldBe(["1 Ada 0.900 3.00", "2 Bo 0.800 1.00", "2 Cy 0.800 2.00", "4 Di 0.100 9.00"]);
        page.ShouldSay("The best submission of each stands here. Equals share a rank.");
        page.ShouldSay("Accuracy ↓ (larger is better, ranks)");
        page.ShouldSay("Loss ↑ (smaller is better)");
        page.Document.QuerySelectorAll("td.best").Select(c => c.TextContent).ShouldBe(["0.900", "1.00"]);
        page.Document.QuerySelector("svg.plot")!.GetAttribute("aria-label").ShouldBe("Best Accuracy over time, from 0.800 to 0.900");
        page.Document.QuerySelectorAll("main [style]").ShouldBeEmpty();
    }

    [Fact]
    public async Task ones_own_row_is_marked_and_pinned_on_other_pages()
    {
        var competition = await node.Given.Competition();
        var last = await node.Given.ParticipantOf(competition, "Zoe Last");
        await node.Given.Scored(competition, last, 0);
        for (var i = 0; i < ReadLeaderboard.PageSize; i++)
        {
            await node.Given.Scored(competition, accuracy: 0.5);
        }

        var page = await (await node.BrowserOf(last)).VisitAsync($"/competitions/{competition.Slug}/leaderboard");

        page.Document.QuerySelector("tbody tr")!.ClassName.ShouldBe("you");
        Rows(page)[0].ShouldStartWith($"{ReadLeaderboard.PageSize + 1} Zoe Last");
        (await page.FollowAsync("Next")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
    }

    [Fact]
    public async Task it_takes_the_same_number_of_queries_however_long_it_is()
    {
        var competition = await node.Given.Competition();
        await node.Given.Scored(competition);
        var browser = node.Browser();
        await browser.VisitAsync($"/competitions/{competition.Slug}/leaderboard");
        using var counter = new CommandCounter(node);
        await browser.VisitAsync($"/competitions/{competition.Slug}/leaderboard");
        var forOne = counter.Count;
        for (var i = 0; i < 7; i++)
        {
            await node.Given.Scored(competition, accuracy: i);
        }

        var before = counter.Count;
        await browser.VisitAsync($"/competitions/{competition.Slug}/leaderboard");

        (counter.Count - before).ShouldBe(forOne);
    }

    [Fact]
    public async Task an_empty_one_says_what_to_do()
    {
        var competition = await node.Given.Competition();

        var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard");

        page.ShouldSay("Nobody stands here yet.");
        page.ShouldSay("Be the first to submit");
    }

    [Fact]
    public async Task a_hidden_one_is_for_organizers()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: c => c.Leaderboards[0].IsHidden = true);
        await node.Given.Scored(competition, accuracy: 0.777);
        var address = $"/competitions/{competition.Slug}/leaderboard";
        using var api = node.Api();

        var page = await node.Browser().VisitAsync(address);
        page.ShouldSay("The organizers keep this leaderboard to themselves for now.");
        page.ShouldNotSay("0.777");
        (await (await node.BrowserOf(organizer)).VisitAsync(address)).ShouldSay("0.777");
        (await api.GetAsync($"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await api.GetAsync($"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard.csv", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var events = await api.GetAsync(
            $"/competitions/{competition.Slug}/leaderboard/events?phase=1", HttpCompletionOption.ResponseHeadersRead, Ct);
        events.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task each_phase_has_its_own()
    {
        var competition = await node.Given.Competition(change: c => c.Phases.Add(new Phase
        {
            Id = Guid.CreateVersion7(),
            Number = 2,
            Name = "Final",
            StartsAt = c.Phases[0].EndsAt!.Value,
        }));
        await node.Given.Scored(competition, accuracy: 0.777);
        var browser = node.Browser();

        (await browser.VisitAsync($"/competitions/{competition.Slug}/leaderboard")).ShouldSay("Development leaderboard");
        var other = await browser.VisitAsync($"/competitions/{competition.Slug}/leaderboard?phase=2");
        other.ShouldSay("Final leaderboard");
        other.ShouldNotSay("0.777");
        (await browser.VisitAsync($"/competitions/{competition.Slug}/leaderboard?phase=9")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.VisitAsync($"/competitions/{competition.Slug}/leaderboard?phase=x")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_drafts_leaderboard_does_not_exist_for_strangers()
    {
        var competition = await node.Given.Competition(isPublished: false);
        using var api = node.Api();

        (await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await api.GetAsync($"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.GetAsync($"/competitions/{competition.Slug}/phases/1/leaderboard.csv", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.GetAsync($"/competitions/{competition.Slug}/leaderboard/events?phase=1", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task json_has_columns_ranks_and_scores()
    {
        var competition = await Ranked();
        using var api = node.Api();

        var board = await api.GetFromJsonAsync<JsonElement>($"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard", Ct);

        board.GetProperty("total").GetInt32().ShouldBe(4);
        board.GetProperty("columns")[0].GetProperty("sorting").GetString().ShouldBe("Descending");
        board.GetProperty("columns")[0].GetProperty("isPrimary").GetBoolean().ShouldBeTrue();
        board.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("rank").GetInt32()).ShouldBe([1, 2, 2, 4]);
        board.GetProperty("entries")[0].GetProperty("scores").GetProperty("accuracy").GetDouble().ShouldBe(0.9);
    }

    [Fact]
    public async Task csv_is_a_download_with_all_entries()
    {
        var competition = await Ranked();
        using var api = node.Api();

        var response = await api.GetAsync($"/competitions/{competition.Slug}/phases/1/leaderboard.csv", Ct);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe($"{competition.Slug}-1-leaderboard.csv");
        (await response.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',')[0]).ShouldBe(["rank", "1", "2", "2", "4"]);
    }

    [Fact]
    public async Task an_open_page_hears_of_a_new_score()
    {
        var competition = await node.Given.Competition();
        await node.SettleAsync();
        using var response = await node.Browser().Http.GetAsync(
            $"/competitions/{competition.Slug}/leaderboard/events?phase=1", HttpCompletionOption.ResponseHeadersRead, Ct);
        var events = SseParser.Create(await response.Content.ReadAsStreamAsync(Ct)).EnumerateAsync(Ct).GetAsyncEnumerator(Ct);

        await node.Given.Scored(competition);
        await node.SettleAsync();

        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.EventType.ShouldBe("breath");
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.EventType.ShouldBe("changed");
    }

    private async Task<Competition> Ranked()
    {
        var competition = await node.Given.Competition();
        foreach (var (name, accuracy, loss) in ((string, double, double)[])[("Bo", 0.8, 1), ("Ada", 0.9, 3), ("Cy", 0.8, 2), ("Di", 0.1, 9)])
        {
            await node.Given.Scored(competition, await node.Given.ParticipantOf(competition, name), accuracy, loss);
            node.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return competition;
    }

    private static List<string> Rows(Page page) =>
        [.. page.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.QuerySelectorAll("td.num, th").Select(c => c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).SelectMany(w => w)))];
}
