using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Tests.Features.Catalogue.Intake;
using Agon.Hub.Tests.Features.Catalogue.Series;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Discovery;

public sealed class HistoryTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task the_best_score_is_kept_over_time()
    {
        using var stage = new SeriesStage(hub);
        var board = await BoardAsync(stage);
        var first = await PutAsync(board, 0.5, -5);
        await PutAsync(board, 0.4, -4);
        await PutAsync(board, 0.9, -3);
        await PutAsync(board, 0.7, -2, first);

        (await LinesAsync(board)).Select(l => (l.Number, l.Score, l.At)).ShouldBe([(1, 0.5, Hours(-5)), (2, 0.9, Hours(-3))]);
    }

    [Fact]
    public async Task what_comes_in_one_batch_is_put_into_the_order_it_was_sent_in()
    {
        using var stage = new SeriesStage(hub);
        var board = await BoardAsync(stage);

        await board.Node.TakenAsync(Row(board, 0.9, -1), Row(board, 0.5, -5), Row(board, 0.7, -3), Row(board, 0.6, -2), Row(board, null, -4));

        (await LinesAsync(board)).Select(l => l.Score).ShouldBe([0.5, 0.7, 0.9]);
    }

    [Fact]
    public async Task a_best_that_is_taken_back_or_lowered_is_a_line_too()
    {
        using var stage = new SeriesStage(hub);
        var board = await BoardAsync(stage);
        await PutAsync(board, 0.5, -5);
        var best = await PutAsync(board, 0.9, -4);
        await PutAsync(board, 0.8, -4, best);
        await board.Node.TakenAsync(board.Node.Withdraw(RecordKinds.Entry, $"{board.Key}/{best}"));

        (await LinesAsync(board)).Select(l => l.Score).ShouldBe([0.5, 0.9, 0.8, 0.5]);
        (await LinesAsync(board))[^1].At.ShouldBe(hub.Clock.GetUtcNow());
    }

    [Fact]
    public async Task another_metric_begins_anew_and_the_smallest_may_be_the_best()
    {
        using var stage = new SeriesStage(hub);
        var board = await BoardAsync(stage);
        await PutAsync(board, 0.5, -5);
        await board.Node.TakenAsync(board.Node.Tell(board.Key, TellingNode.Board(board.Competition) with { Metric = "time" }));
        await PutAsync(board, 0.4, -4);
        await PutAsync(board, 0.9, -3);

        var lines = await LinesAsync(board);

        lines.Select(l => l.Score!.Value).ShouldBe(lines.Select(l => l.Score!.Value).OrderDescending());
        lines[^1].Score!.Value.ShouldBe(0.1, 1e-9);
    }

    [Fact]
    public async Task only_so_many_lines_are_kept()
    {
        using var stage = new SeriesStage(hub);
        var board = await BoardAsync(stage);

        await board.Node.TakenAsync([.. Enumerable.Range(1, 400).Select(i => Row(board, i / 1000.0, -500 + i))]);

        var lines = await LinesAsync(board);
        (lines.Count, lines[0].Score, lines[^1].Score).ShouldBe((BestScore.MaxKept, 0.101, 0.4));
    }

    [Fact]
    public async Task the_page_draws_it_and_shows_the_same_numbers()
    {
        using var stage = new SeriesStage(hub);
        var board = await BoardAsync(stage);
        var address = await AddressAsync(board);
        await PutAsync(board, 0.5, -5);
        (await hub.Browser().VisitAsync(address)).Document.QuerySelector("svg.plot").ShouldBeNull();
        await PutAsync(board, 0.9, -3);

        var page = await hub.Browser().VisitAsync(address);

        page.Document.QuerySelector("svg.plot")!.GetAttribute("aria-label").ShouldBe("Best Accuracy over time, from 0.50 to 0.90");
        page.Document.QuerySelector("svg.plot .line")!.GetAttribute("d").ShouldBe("M48 108H328.8V16H750");
        page.Document.QuerySelectorAll("details tbody tr").Select(r => r.Children[1].TextContent).ShouldBe(["0.90", "0.50"]);
    }

    [Fact]
    public async Task a_stranger_can_check_what_the_node_signed()
    {
        using var stage = new SeriesStage(hub);
        var board = await BoardAsync(stage);
        await PutAsync(board, 0.5, -5);
        var answer = await hub.Client().GetAsync($"{await AddressAsync(board)}/standings/1.json", TestContext.Current.CancellationToken);

        var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        (told.GetProperty("node").GetString(), told.GetProperty("total").GetInt32()).ShouldBe((board.Node.Node.Address, 1));
        var keys = JsonWebKeySet.Read(told.GetProperty("keys")).Keys;
        foreach (var fact in told.GetProperty("entries").EnumerateArray().Append(told.GetProperty("standings")))
        {
            SignedTokens.Verify(fact.GetProperty("signature").GetString()!, new TokenExpectation { Types = [FeedTokens.Fact], Issuer = board.Node.Node.Address, NeedsExpiry = false }, keys, hub.Clock.GetUtcNow())
                .ShouldBeOfType<TokenReading.Accepted>().Claims.ShouldSatisfyAllConditions(
                    c => c.GetProperty("sub").GetString().ShouldBe($"{fact.GetProperty("kind").GetString()}/{fact.GetProperty("key").GetString()}"),
                    c => c.GetProperty("hash").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fact.GetProperty("body").GetString()!)))));
        }

        told.GetProperty("history").EnumerateArray().ShouldHaveSingleItem().GetProperty("score").GetDouble().ShouldBe(0.5);
        (await hub.Client().GetAsync($"{await AddressAsync(board)}/standings/2.json", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("hidden")]
    [InlineData("merged")]
    [InlineData("withdrawn")]
    public async Task what_is_not_shown_hands_out_no_signatures(string how)
    {
        var ct = TestContext.Current.CancellationToken;
        using var stage = new SeriesStage(hub);
        var board = await BoardAsync(stage);
        var (slug, other) = (await SlugAsync(board), await SlugAsync(await BoardAsync(stage)));

        await (how switch
        {
            "hidden" => hub.InScopeAsync(s => s.GetRequiredService<HideListing>().ExecuteAsync(slug, "Not a competition.", null, ct)),
            "merged" => hub.InScopeAsync(s => s.GetRequiredService<MergeListing>().ExecuteAsync(slug, other, null, null, ct)),
            _ => board.Node.TakenAsync(board.Node.Withdraw(RecordKinds.Competition, board.Competition)),
        });

        (await hub.Client().GetAsync($"{HubLinks.Competitions.Show(slug)}/standings/1.json", ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<ToldBoard> BoardAsync(SeriesStage stage)
    {
        var node = await stage.NodeAsync();
        var (key, card) = (TellingNode.NewId(), node.Card("History"));
        await node.TakenAsync(node.Tell(key, card), node.Tell(card.Phases[0].Id, TellingNode.Board(key)));
        return new ToldBoard(node, key, card.Phases[0].Id, (await node.ListingAsync(key))!.Id, card);
    }

    private static async Task<string> AddressAsync(ToldBoard board) => HubLinks.Competitions.Show(await SlugAsync(board));

    private static async Task<string> SlugAsync(ToldBoard board) => (await board.Node.ListingAsync(board.Competition))!.Slug;

    private DateTimeOffset Hours(int hours) => hub.Clock.GetUtcNow().AddHours(hours);

    private async Task<string> PutAsync(ToldBoard board, double accuracy, int hours, string? entry = null)
    {
        entry ??= TellingNode.NewId();
        await board.Node.TakenAsync(Row(board, accuracy, hours, entry));
        return entry;
    }

    private FeedRecord Row(ToldBoard board, double? accuracy, int hours, string? entry = null) => board.Node.Tell(
        new StandingsEntry
        {
            Standings = board.Key,
            Scores = accuracy is { } score ? new Dictionary<string, double> { ["accuracy"] = score, ["time"] = 1 - score } : [],
            SubmittedAt = Hours(hours),
        },
        entry);

    private Task<List<BestScore>> LinesAsync(ToldBoard board) => hub.QueryAsync(db =>
        db.BestScores.AsNoTracking().Where(b => db.Standings.Any(s => s.Id == b.StandingsId && s.ListingId == board.ListingId)).OrderBy(b => b.Number).ToListAsync());
}
