using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Runs.Leases;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Leaderboards;

/// <summary>Several leaderboards, tasks and column groups, as page, JSON and CSV.</summary>
public sealed class ShowSeveralTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task links_lead_from_one_leaderboard_to_the_others()
    {
        var competition = await node.Given.Competition(change: c => c.AddBoard("by loss", primary: 2));
        var account = await node.Given.ParticipantOf(competition, "Ada");
        await node.Given.Scored(competition, account, 0.9, loss: 3);
        await node.Given.Scored(competition, account, 0.4, loss: 1);

        var main = await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard");
        var other = await main.FollowAsync("The by loss board");

        main.ShouldSay("Development leaderboard: Results");
        Rows(main).ShouldBe(["1 Ada 0.900 3.00"]);
        other.ShouldSay("Development leaderboard: The by loss board");
        Rows(other).ShouldBe(["1 Ada 0.40 1.00"]);
        other.Document.QuerySelector(".bar[data-events]")!.GetAttribute("data-events").ShouldBe($"/competitions/{competition.Slug}/leaderboard/events?phase=1&board=by%20loss");
        Rows(await other.FollowAsync("Results")).ShouldBe(["1 Ada 0.900 3.00"]);
        (await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard?board=none")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_hidden_one_beside_others_does_not_exist_for_strangers()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: c => c.AddBoard("kept", isHidden: true));
        await node.Given.Scored(competition);
        var page = $"/competitions/{competition.Slug}/leaderboard";
        string[] paths = [$"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard?board=kept", $"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard.csv?board=kept", $"{page}/events?phase=1&board=kept"];
        using var api = node.Api();

        (await node.Browser().VisitAsync(page)).ShouldNotSay("kept board");
        (await node.Browser().VisitAsync($"{page}?board=kept")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in paths)
        {
            (await api.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        var managed = await (await node.BrowserOf(organizer)).VisitAsync($"{page}?board=kept");
        managed.ShouldSay("Only organizers see this leaderboard: it is hidden.");
        managed.ShouldSay("The kept board (hidden)");
    }

    [Fact]
    public async Task where_the_main_one_is_hidden_the_first_that_is_not_is_shown()
    {
        var competition = await node.Given.Competition(change: c =>
        {
            c.Leaderboards[0].IsHidden = true;
            c.AddBoard("open");
        });
        await node.Given.Scored(competition, accuracy: 0.777);
        using var api = node.Api();

        (await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard")).ShouldSay("0.78");
        (await api.GetAsync($"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await api.GetAsync($"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard?board=open", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task one_task_is_looked_at_by_a_link_and_ranked_by_its_own_values()
    {
        var competition = await TwoTasks();

        var all = await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard");
        var second = await all.FollowAsync("Second");

        all.ShouldSay("Equals share a rank. Values are the mean over 2 tasks.");
        Rows(all).ShouldBe(["1 Bo 0.500 1.00", "2 Ada 0.400 1.00"]);
        second.ShouldSay("Values of the task Second.");
        Rows(second).ShouldBe(["1 Ada 0.700 1.00", "2 Bo 0.200 1.00"]);
        second.Document.QuerySelectorAll("td.best").Select(c => c.TextContent).ShouldBe(["0.700", "1.00", "1.00"]);
        Rows(await second.FollowAsync("All tasks")).ShouldBe(Rows(all));
        (await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard?task=3")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task several_tasks_take_the_same_number_of_queries_however_many_entries_there_are()
    {
        var competition = await TwoTasks();
        var address = $"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard";
        using var api = node.Api();
        await api.GetAsync(address, Ct);
        await node.SettleAsync();
        using var counter = new CommandCounter(node);
        await api.GetAsync(address, Ct);
        var forTwo = counter.Count;
        await ScoredAsync(competition, "Cy", 0.1, 0.2);
        await ScoredAsync(competition, "Di", 0.1, 0.2);
        await node.SettleAsync();
        var before = counter.Count;

        await api.GetAsync(address, Ct);

        (counter.Count - before).ShouldBe(forTwo);
    }

    [Fact]
    public async Task json_and_csv_have_the_cells_of_each_task()
    {
        var competition = await TwoTasks();
        using var api = node.Api();
        var address = $"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard";

        var all = await api.GetFromJsonAsync<JsonElement>(address, Ct);
        var one = await api.GetFromJsonAsync<JsonElement>($"{address}?task=1", Ct);
        var csv = (await api.GetStringAsync($"{address}.csv", Ct)).Split("\r\n");
        var csvOfOne = (await api.GetStringAsync($"{address}.csv?task=1", Ct)).Split("\r\n");

        all.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("name").GetString()).ShouldBe(["Classify", "Second"]);
        all.GetProperty("task").ValueKind.ShouldBe(JsonValueKind.Null);
        all.GetProperty("entries")[0].GetProperty("taskScores").EnumerateArray()
            .Select(t => (t.GetProperty("task").GetInt32(), t.GetProperty("scores").GetProperty("accuracy").GetDouble())).ShouldBe([(1, 0.8), (2, 0.2)]);
        one.GetProperty("task").GetInt32().ShouldBe(1);
        one.GetProperty("entries")[0].GetProperty("scores").GetProperty("accuracy").GetDouble().ShouldBe(0.8);
        csv[0].ShouldBe("rank,participant,submission,submitted_at,accuracy,loss,task1.accuracy,task1.loss,task2.accuracy,task2.loss");
        csv[1].ShouldEndWith(",0.5,1,0.8,1,0.2,1");
        csvOfOne[0].ShouldBe("rank,participant,submission,submitted_at,accuracy,loss");
        csvOfOne[1].ShouldEndWith(",0.8,1");
    }

    [Fact]
    public async Task groups_of_columns_have_a_heading_and_computed_ones_a_sentence()
    {
        var competition = await node.Given.Competition(change: c =>
        {
            var board = c.AddBoard("grouped", primary: 5);
            board.ColumnGroups.Add(new LeaderboardColumnGroup { Number = 1, Key = "q", Title = "Quality" });
            board.Columns.Clear();
            board.Columns.AddRange([Column(1, "accuracy", "q"), Column(2, "recall", "q"), Column(3, "loss", null), Column(4, "speed", "q")]);
            board.AddComputed("rank", ComputationKind.RankAverage, ["accuracy", "loss"], SortDirection.Ascending, [0.4, 0.6]);
        });
        await node.Given.Scored(competition);

        var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard?board=grouped");

        page.Document.QuerySelectorAll("th[scope=colgroup]").Select(h => (h.TextContent, h.GetAttribute("colspan"))).ShouldBe([("Quality", "2"), ("Quality", "1")]);
        page.Document.QuerySelectorAll("thead tr")[0].Children.Sum(c => int.Parse(c.GetAttribute("colspan") ?? "1", System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(page.Document.QuerySelectorAll("thead tr")[1].Children.Length);
        page.ShouldSay("Rank is the sum of the ranks in Accuracy and Loss, weighted with 0.4 and 0.6.");
    }

    [Fact]
    public async Task answers_that_belong_there_stand_beside_the_name_and_are_no_formula()
    {
        var competition = await node.Given.Competition(change: c => c.FactSheet.AddRange([
            new FactSheetQuestion { Id = Guid.CreateVersion7(), Number = 1, Key = "method", Title = "Method", Kind = FactKind.Text, IsOnLeaderboard = true },
            new FactSheetQuestion { Id = Guid.CreateVersion7(), Number = 2, Key = "open", Title = "Open source", Kind = FactKind.Checkbox, IsOnLeaderboard = true },
            new FactSheetQuestion { Id = Guid.CreateVersion7(), Number = 3, Key = "secret", Title = "Secret", Kind = FactKind.Text }]));
        var submission = await node.Given.Scored(competition);
        await node.QueryAsync(async db =>
        {
            await db.FactSheetAnswers.Where(a => a.SubmissionId == submission.Id).ExecuteDeleteAsync(Ct);
            db.AddRange(competition.FactSheet.Zip((string[])["=Forest", "true", "psst"]).Select(f => new FactSheetAnswer { SubmissionId = submission.Id, QuestionId = f.First.Id, Value = f.Second }));
            return await db.SaveChangesAsync(Ct);
        });
        using var api = node.Api();

        var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}/leaderboard");
        var json = await api.GetFromJsonAsync<JsonElement>($"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard", Ct);
        var csv = (await api.GetStringAsync($"/api/v1/competitions/{competition.Slug}/phases/1/leaderboard.csv", Ct)).Split("\r\n");

        page.Document.QuerySelectorAll("tbody td.wrap").Select(c => c.TextContent).ShouldBe(["=Forest", "yes"]);
        page.ShouldNotSay("psst");
        json.GetProperty("entries")[0].GetProperty("facts").GetProperty("open").GetString().ShouldBe("yes");
        (csv[0], csv[1]).ShouldSatisfyAllConditions(l => l.Item1.ShouldEndWith(",fact.method,fact.open"), l => l.Item2.ShouldEndWith(",'=Forest,yes"));
    }

    [Fact]
    public async Task the_page_of_a_submission_shows_each_leaderboard_and_lets_its_sender_choose()
    {
        var competition = await node.Given.Competition(change: c =>
        {
            c.AddBoard("chosen", SubmissionRule.AddAndDelete).AddComputed("sum", ComputationKind.Sum, ["accuracy", "loss"]);
            c.AddBoard("kept", isHidden: true).AddComputed("secret", ComputationKind.Sum, ["accuracy"]);
        });
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Scored(competition, owner, 0.25, loss: 2);
        var page = await (await node.BrowserOf(owner)).VisitAsync($"/submissions/{submission.Id}");

        page.ShouldSay("on Results");
        page.ShouldSay("Sum 2.25");
        page.ShouldNotSay("Secret");
        var chosen = await page.Form("Put on The chosen board").SendAsync();
        chosen.ShouldSay("on The chosen board");
        (await chosen.Form("Take off The chosen board").SendAsync()).ShouldSay($"Submission {submission.Number} is off the leaderboard.");
    }

    [Fact]
    public async Task the_list_of_submissions_names_the_leaderboards()
    {
        var competition = await node.Given.Competition(change: c => c.AddBoard("chosen", SubmissionRule.Add));
        var owner = await node.Given.ParticipantOf(competition);
        await node.Given.Scored(competition, owner);

        var list = await (await node.BrowserOf(owner)).VisitAsync($"/competitions/{competition.Slug}/submissions");

        list.ShouldSay("stands on Results");
        (await list.Form("Choose for The chosen board").SendAsync()).ShouldSay("stands on The chosen board");
    }

    [Fact]
    public async Task a_script_chooses_by_the_key_of_the_leaderboard()
    {
        var competition = await node.Given.Competition(change: c => c.AddBoard("chosen", SubmissionRule.Add));
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Scored(competition, owner);
        using var http = node.Api(await node.Given.Token(owner, ApiScopes.Submit));
        var entry = $"/api/v1/submissions/{submission.Id}/entry";

        (await http.PutAsync(entry, null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await http.PutAsync($"{entry}?leaderboard=none", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.PutAsync($"{entry}?leaderboard=chosen", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.DeleteAsync($"{entry}?leaderboard=chosen", Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task the_plot_of_a_further_leaderboard_shows_what_stands_there_and_ranks_have_none()
    {
        var competition = await node.Given.Competition(change: c =>
        {
            c.AddBoard("other", SubmissionRule.ForceLast);
            c.AddBoard("ranks", primary: 3).AddComputed("rank", ComputationKind.RankAverage, ["accuracy"], SortDirection.Ascending);
        });
        await node.Given.Scored(competition, accuracy: 0.1);
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.Given.Scored(competition, accuracy: 0.2);
        var address = $"/competitions/{competition.Slug}/leaderboard";

        (await node.Browser().VisitAsync($"{address}?board=other")).Document.QuerySelector("svg.plot")!.GetAttribute("aria-label").ShouldBe("Best Accuracy over time, from 0.10 to 0.20");
        (await node.Browser().VisitAsync($"{address}?board=ranks")).Document.QuerySelector("svg.plot").ShouldBeNull();
    }

    private static LeaderboardColumn Column(int number, string key, string? group) =>
        new() { Id = Guid.CreateVersion7(), Number = number, Key = key, Title = $"{char.ToUpperInvariant(key[0])}{key[1..]}", Sorting = SortDirection.Descending, Group = group };

    private async Task<Competition> TwoTasks()
    {
        var competition = await node.Given.Competition(change: c => c.AddTask());
        await ScoredAsync(competition, "Ada", 0.1, 0.7);
        await ScoredAsync(competition, "Bo", 0.8, 0.2);
        return competition;
    }

    private async Task ScoredAsync(Competition competition, string name, params double[] accuracies)
    {
        var submission = await node.Given.Submission(competition, await node.Given.ParticipantOf(competition, name));
        foreach (var (i, run) in (await node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id).OrderBy(r => r.Number).Select(r => r.Id).ToListAsync(Ct))).Index())
        {
            var report = new RunReport { FencingToken = await node.Given.Lease(run), Scores = new Dictionary<string, double> { ["accuracy"] = accuracies[i], ["loss"] = 1 } };
            await node.DoAsync<AcceptReport, LeaseOutcome>(accept => accept.ExecuteAsync(run, report, Ct));
        }

        node.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static List<string> Rows(Page page) =>
        [.. page.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.QuerySelectorAll("td.num, th").Select(c => c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).SelectMany(w => w)))];
}
