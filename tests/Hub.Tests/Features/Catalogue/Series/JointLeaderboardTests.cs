using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Series;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Catalogue.Intake;
using Agon.Portal.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Series;

public sealed class JointLeaderboardTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task comparable_standings_are_ranked_in_one_table_and_equals_share_a_rank()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        await stage.BoardAsync(null, ("Ada", 0.9), ("Bea", 0.7), ("Never", null));
        await stage.BoardAsync(null, ("Cem", 0.8), ("Dan", 0.7), ("Eve", 0.1));

        var page = await stage.VisitAsync();

        SeriesStage.Lines(page).ShouldBe(["1 Ada 0.90", "2 Cem 0.80", "3 Bea 0.70", "3 Dan 0.70", "5 Eve 0.10"], ignoreOrder: true);
        SeriesStage.Lines(page)[..2].ShouldBe(["1 Ada 0.90", "2 Cem 0.80"]);
        page.ShouldSay("5 ranked entries of 2 standings");
        page.ShouldSay(SeriesMessages.ByScore);
        page.ShouldNotSay(SeriesMessages.OtherReferences);
        SeriesStage.Sources(page)[0].ShouldContain("3, 2 ranked");
    }

    [Fact]
    public async Task the_smallest_stands_first_where_smaller_is_better()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        static PhaseStandings ByTime(PhaseStandings board) => board with { Metric = "time", Columns = [board.Columns[0], board.Columns[1] with { Precision = 3 }] };
        await stage.BoardAsync(ByTime, ("Ada", 0.9), ("Bea", 0.7));
        await stage.BoardAsync(b => ByTime(b) with { Columns = b.Columns }, ("Cem", 0.8));

        (await stage.LinesAsync()).ShouldBe(["1 Ada 0.100", "2 Cem 0.200", "3 Bea 0.300"]);
    }

    [Fact]
    public async Task one_persons_entries_each_stand_for_themselves()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        await stage.BoardAsync(null, ("Ada", 0.9));
        await stage.BoardAsync(null, ("Ada", 0.8));

        (await stage.LinesAsync()).ShouldBe(["1 Ada 0.90", "2 Ada 0.80"]);
    }

    [Fact]
    public async Task other_reference_data_are_ranked_together_and_said()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        await stage.BoardAsync(b => b with { References = [new string('c', 64)] }, ("Ada", 0.9));
        await stage.BoardAsync(b => b with { References = [new string('d', 64)] }, ("Bea", 0.8));

        var page = await stage.VisitAsync();

        SeriesStage.Lines(page).ShouldBe(["1 Ada 0.90", "2 Bea 0.80"]);
        page.ShouldSay(SeriesMessages.OtherReferences);
        SeriesStage.Sources(page)[0].ShouldContain("cccccccccccc");
    }

    [Theory]
    [InlineData("metric", "another metric (time) and smaller is better")]
    [InlineData("direction", "smaller is better")]
    [InlineData("scorers", "other scoring programs")]
    public async Task what_is_not_comparable_shows_percentiles_and_says_why(string what, string why)
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        await stage.BoardAsync(null, ("Ada", 0.9), ("Bea", 0.8), ("Cem", 0.8), ("Dan", 0.1));
        await stage.BoardAsync(
            b => what switch
            {
                "metric" => b with { Metric = "time" },
                "direction" => b with { Columns = [b.Columns[0] with { IsSmallerBetter = true }, b.Columns[1]] },
                _ => b with { Scorers = [new string('e', 64)] },
            },
            ("Eve", 0.5));

        var page = await stage.VisitAsync();

        // (r − ½) / n: 0.5 of 4, the only one of 1, twice 2.5 − 0.5 of 4, 3.5 of 4.
        SeriesStage.Lines(page).Select(l => l[..l.IndexOf("of", StringComparison.Ordinal)]).ShouldBe(
            ["top 12.5 % Ada 1 ", "top 50.0 % Eve 1 ", "top 50.0 % Bea 2 ", "top 50.0 % Cem 2 ", "top 87.5 % Dan 4 "], ignoreOrder: true);
        page.ShouldSay(SeriesMessages.ByPercentile);
        page.ShouldNotSay(SeriesMessages.ByScore);
        SeriesStage.Sources(page)[0].ShouldContain("nothing");
        SeriesStage.Sources(page)[1].ShouldContain(why);
    }

    [Fact]
    public async Task scoring_programs_count_in_the_order_of_the_tasks()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        string[] programs = [new('b', 64), new('e', 64)];
        await stage.BoardAsync(b => b with { Scorers = programs }, ("Ada", 0.9));
        await stage.BoardAsync(b => b with { Scorers = [.. programs.Reverse()] }, ("Bea", 0.8));

        (await stage.VisitAsync()).ShouldSay(SeriesMessages.ByPercentile);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ranks_go_on_over_pages_of_fifty_as_they_would_without_pages(bool isComparable)
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        (string Name, double Score)[] one = [.. Enumerable.Range(0, 90).Select(i => ($"A{i}", Math.Max(0.3, 0.9 - (i / 3 * 0.01))))];
        (string Name, double Score)[] other = [.. Enumerable.Range(0, 40).Select(i => ($"B{i}", 0.8 - (i / 7 * 0.05)))];
        await stage.BoardAsync(null, [.. one.Select(r => ((string?)r.Name, (double?)r.Score))]);
        await stage.BoardAsync(b => isComparable ? b : b with { Scorers = [new string('e', 64)] }, [.. other.Select(r => ((string?)r.Name, (double?)r.Score))]);

        var lines = new List<string>();
        for (var i = 1; i <= 3; i++)
        {
            lines.AddRange(await stage.LinesAsync($"?page={i}"));
        }

        string[] expected = isComparable
            ? [.. one.Concat(other).Select(r => $"{one.Concat(other).Count(o => o.Score > r.Score) + 1} {r.Name}")]
            : [.. Percentiles(one).Concat(Percentiles(other))];
        lines.Count.ShouldBe(130);
        lines.Select(l => isComparable ? l[..l.LastIndexOf(' ')] : l[..l.IndexOf(" of", StringComparison.Ordinal)]).ShouldBe(expected, ignoreOrder: true);
        var order = lines.Select(l => double.Parse(l.Replace("top ", "", StringComparison.Ordinal).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        order.ShouldBe(order.Order());
    }

    [Fact]
    public async Task a_source_that_goes_is_missing_and_comes_back_by_itself()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        await stage.BoardAsync(null, ("Ada", 0.9));
        var (suspended, withdrawn) = (await stage.BoardAsync(null, ("Bea", 0.8)), await stage.BoardAsync(b => b with { Scorers = [new string('e', 64)] }, ("Cem", 0.7)));

        await DecideAsync(suspended.Node, MemberAct.Suspend);
        (await stage.LinesAsync()).Length.ShouldBe(2);
        await withdrawn.Node.TakenAsync(withdrawn.Node.Withdraw(RecordKinds.Competition, withdrawn.Competition, Withdrawals.Unlisted));
        (await stage.LinesAsync()).ShouldBe(["1 Ada 0.90"]);
        (await stage.MembersAsync()).ShouldBe(3);

        await DecideAsync(suspended.Node, MemberAct.Resume);
        (await stage.LinesAsync()).ShouldBe(["1 Ada 0.90", "2 Bea 0.80"]);
        var node = withdrawn.Node;
        await node.TakenAsync(node.Tell(withdrawn.Competition, withdrawn.Card), node.Tell(withdrawn.Key, TellingNode.Board(withdrawn.Competition)));
        await stage.RowsAsync(withdrawn, ("Cem", 0.85));
        (await stage.LinesAsync()).ShouldBe(["1 Ada 0.90", "2 Cem 0.85", "3 Bea 0.80"]);
    }

    [Fact]
    public async Task an_empty_series_says_so_and_one_that_never_was_is_not_found()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        (await stage.VisitAsync()).ShouldSay(SeriesMessages.NothingShown);

        await stage.BoardAsync(null, ("Never", null));
        (await stage.VisitAsync()).ShouldSay(SeriesMessages.NobodyRanked);

        (await hub.Browser().VisitAsync("/series/no-such-series")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Browser().VisitAsync("/series")).ShouldSay("Wheat everywhere");
    }

    [Fact]
    public void of_very_many_it_says_how_many_there_are_and_how_many_can_be_looked_through()
    {
        SeriesMessages.Ranked(100_000, 10_000).ShouldBe($"{Counts.Words(100_000)} ranked entries (the first {Counts.Words(10_000)} can be looked through)");
        SeriesMessages.Ranked(1, 1).ShouldBe("1 ranked entry");
    }

    [Fact]
    public async Task it_says_whose_the_standings_are_how_fresh_and_where_they_are_from()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var board = await stage.BoardAsync(null, ("<i>Ada</i>", 0.9), (null, 0.8));
        hub.Clock.Advance(TimeSpan.FromHours(3));

        var page = await stage.VisitAsync();

        SeriesStage.Lines(page).ShouldBe(["1 <i>Ada</i> 0.90", "2 a participant 0.80"]);
        page.Document.QuerySelector("main i").ShouldBeNull();
        SeriesStage.Sources(page).Single().ShouldContain($"{board.Card.Title} Development {board.Node.Node.Name} Accuracy, larger is better 2");
        SeriesStage.Sources(page).Single().ShouldContain("3 hours ago 3 hours ago");
        page.Document.QuerySelectorAll("table")[0].QuerySelector("tbody a")!.GetAttribute("href").ShouldBe($"/competitions/{(await board.Node.ListingAsync(board.Competition))!.Slug}?phase=1#standings");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task the_number_of_queries_does_not_grow(bool isComparable)
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        await stage.BoardAsync(null, Many(120));
        await stage.BoardAsync(b => isComparable ? b : b with { Scorers = [new string('e', 64)] }, Many(120));
        var few = await CountAsync(stage, "?page=2");

        for (var i = 0; i < 4; i++)
        {
            await stage.BoardAsync(null, Many(120));
        }

        (await CountAsync(stage, "?page=2")).ShouldBe(few);
        few.ShouldBeLessThanOrEqualTo(5);
    }

    private async Task<int> CountAsync(SeriesStage stage, string more)
    {
        var counts = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var counter = new CommandCounter(hub);
            await stage.VisitAsync(more);
            counts.Add(counter.Count);
        }

        return counts.Min();
    }

    private static (string?, double?)[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => ((string?)$"N{i}", (double?)(1.0 / (i + 1))))];

    private static IEnumerable<string> Percentiles((string Name, double Score)[] rows) => rows.Select(r =>
    {
        var (better, equal) = (rows.Count(o => o.Score > r.Score), rows.Count(o => o.Score == r.Score));
        var rank = Enumerable.Range(better + 1, equal).Average();
        return $"{SeriesMessages.Words((rank - 0.5) / rows.Length)} {r.Name} {better + 1}";
    });

    private Task DecideAsync(TellingNode node, MemberAct act) => hub.InScopeAsync(async s =>
        (await s.GetRequiredService<DecideOnNode>().ExecuteAsync(node.Node.Answer.Slug, act, "Because.", null, Ct)).ShouldBeOfType<DecideOutcome.Done>());
}
