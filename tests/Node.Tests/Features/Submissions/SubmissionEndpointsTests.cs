using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Agon.Federation.Contracts;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Leaderboards;
using Agon.Portal.Accounts;

namespace Agon.Node.Tests.Features.Submissions;

public sealed class SubmissionEndpointsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_zip_is_created_as_a_submission_with_its_runs()
    {
        var competition = await node.Given.Competition();
        using var http = await ApiOf(await node.Given.ParticipantOf(competition), ApiScopes.Submit, ApiScopes.Read);

        var response = await SendAsync(http, competition, Given.Predictions(), "?fileName=mine.zip");

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var body = await JsonAsync(response);
        body.GetProperty("number").GetInt32().ShouldBe(1);
        body.GetProperty("status").GetString().ShouldBe("Queued");
        body.GetProperty("fileName").GetString().ShouldBe("mine.zip");
        body.GetProperty("sha256").GetString()!.Length.ShouldBe(64);
        body.GetProperty("runs")[0].GetProperty("status").GetString().ShouldBe("Queued");
        var shown = await http.GetFromJsonAsync<JsonElement>(response.Headers.Location, Ct);
        shown.GetProperty("id").GetString().ShouldBe(body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task a_zip_may_be_larger_than_other_requests()
    {
        var competition = await node.Given.Competition();
        using var http = await ApiOf(await node.Given.ParticipantOf(competition), ApiScopes.Submit);
        var noise = new char[3_000_000];
        new Random(1).GetItems("0123456789abcdef".AsSpan(), noise);

        (await SendAsync(http, competition, Given.Zip(("noise.txt", new string(noise)), ("more.txt", new string([.. noise.Reverse()]))))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task what_the_rules_refuse_is_422_and_says_why()
    {
        var competition = await node.Given.Competition(change: c => c.Phases[0].EndsAt = node.Clock.GetUtcNow());
        using var http = await ApiOf(await node.Given.ParticipantOf(competition), ApiScopes.Submit);

        var problem = await ProblemAsync(await SendAsync(http, competition, Given.Predictions()), HttpStatusCode.UnprocessableEntity);

        problem.GetProperty("type").GetString().ShouldBe(Problems.NotAllowedNow);
        problem.GetProperty("detail").GetString()!.ShouldStartWith("Development closed on");
    }

    [Fact]
    public async Task what_is_no_zip_is_422_and_lists_what_to_mend()
    {
        var competition = await node.Given.Competition();
        using var http = await ApiOf(await node.Given.ParticipantOf(competition), ApiScopes.Submit);

        var problem = await ProblemAsync(await SendAsync(http, competition, "text"u8.ToArray()), HttpStatusCode.UnprocessableEntity);

        problem.GetProperty("type").GetString().ShouldBe(Problems.UnusableFile);
        problem.GetProperty("problems")[0].GetProperty("severity").GetString().ShouldBe("Error");
        problem.GetProperty("problems")[0].GetProperty("hint").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task an_empty_body_is_refused()
    {
        var competition = await node.Given.Competition();
        using var http = await ApiOf(await node.Given.ParticipantOf(competition), ApiScopes.Submit);

        (await SendAsync(http, competition, [])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task a_phase_that_is_not_there_is_404()
    {
        var competition = await node.Given.Competition();
        using var http = await ApiOf(await node.Given.ParticipantOf(competition), ApiScopes.Submit);

        await ProblemAsync(await http.PostAsync($"/api/v1/competitions/{competition.Slug}/phases/9/submissions", Zip(Given.Predictions()), Ct), HttpStatusCode.NotFound);
        await ProblemAsync(await http.PostAsync("/api/v1/competitions/no-such/phases/1/submissions", Zip(Given.Predictions()), Ct), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task sending_takes_the_scope_submit()
    {
        var competition = await node.Given.Competition();
        using var http = await ApiOf(await node.Given.ParticipantOf(competition), ApiScopes.Read);
        using var nobody = node.Api();

        (await SendAsync(http, competition, Given.Predictions())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(nobody, competition, Given.Predictions())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task a_submission_is_for_its_sender_the_organizers_and_operators()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Scored(competition, owner);

        (await StatusFor(owner)).ShouldBe(HttpStatusCode.OK);
        (await StatusFor(organizer)).ShouldBe(HttpStatusCode.OK);
        (await StatusFor(await node.Given.Account(isOperator: true))).ShouldBe(HttpStatusCode.OK);
        (await StatusFor(await node.Given.ParticipantOf(competition))).ShouldBe(HttpStatusCode.NotFound);

        async Task<HttpStatusCode> StatusFor(Account account)
        {
            using var http = await ApiOf(account, ApiScopes.Read);
            return (await http.GetAsync($"/api/v1/submissions/{submission.Id}", Ct)).StatusCode;
        }
    }

    [Fact]
    public async Task scores_that_no_visible_column_shows_are_for_organizers()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: c => c.Leaderboards[0].Columns[1].IsHidden = true);
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Submission(competition, owner);
        await node.Given.Report(submission, ("accuracy", 0.5), ("loss", 1), ("secret", 7));

        (await ScoresFor(owner)).ShouldBe(["accuracy"]);
        (await ScoresFor(organizer)).ShouldBe(["accuracy", "loss", "secret"]);

        async Task<IEnumerable<string>> ScoresFor(Account account)
        {
            using var http = await ApiOf(account, ApiScopes.Read);
            var shown = await http.GetFromJsonAsync<JsonElement>($"/api/v1/submissions/{submission.Id}", Ct);
            return shown.GetProperty("scores").EnumerateObject().Select(p => p.Name).Order();
        }
    }

    [Fact]
    public async Task the_list_holds_ones_own_newest_first_with_a_constant_number_of_queries()
    {
        var competition = await node.Given.Competition();
        var owner = await node.Given.ParticipantOf(competition);
        await node.Given.Scored(competition, owner);
        await node.Given.Submission(competition);
        using var http = await ApiOf(owner, ApiScopes.Read);
        // The first call notes that the token is used.
        await http.GetAsync($"/api/v1/competitions/{competition.Slug}/submissions", Ct);
        using var counter = new CommandCounter(node);
        await http.GetAsync($"/api/v1/competitions/{competition.Slug}/submissions", Ct);
        var forOne = counter.Count;
        for (var i = 0; i < 4; i++)
        {
            await node.Given.Scored(competition, owner);
        }

        var before = counter.Count;
        var list = await http.GetFromJsonAsync<JsonElement>($"/api/v1/competitions/{competition.Slug}/submissions", Ct);

        (counter.Count - before).ShouldBe(forOne);
        list.GetProperty("total").GetInt32().ShouldBe(5);
        list.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("number").GetInt32()).ShouldBe([6, 5, 4, 3, 1]);
    }

    [Fact]
    public async Task the_zip_comes_back_as_it_was_sent()
    {
        var competition = await node.Given.Competition();
        var owner = await node.Given.ParticipantOf(competition);
        var zip = Given.Predictions();
        var submission = await node.Given.Submission(competition, owner, zip);
        using var http = await ApiOf(owner, ApiScopes.Read);

        (await http.GetByteArrayAsync($"/api/v1/submissions/{submission.Id}/file", Ct)).ShouldBe(zip);
    }

    [Fact]
    public async Task a_participant_chooses_their_entry()
    {
        var competition = await node.Given.Competition(rule: SubmissionRule.AddAndDelete);
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Scored(competition, owner);
        using var http = await ApiOf(owner, ApiScopes.Submit);
        using var other = await ApiOf(await node.Given.ParticipantOf(competition), ApiScopes.Submit);
        var entry = $"/api/v1/submissions/{submission.Id}/entry";

        (await other.PutAsync(entry, null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.PutAsync(entry, null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.DeleteAsync(entry, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task choosing_where_the_rule_decides_is_409()
    {
        var competition = await node.Given.Competition(rule: SubmissionRule.ForceBest);
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Scored(competition, owner);
        using var http = await ApiOf(owner, ApiScopes.Submit);

        var problem = await ProblemAsync(await http.PutAsync($"/api/v1/submissions/{submission.Id}/entry", null, Ct), HttpStatusCode.Conflict);

        problem.GetProperty("type").GetString().ShouldBe(Problems.WrongState);
    }

    [Fact]
    public async Task only_organizers_run_a_submission_again()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Scored(competition, owner);
        using var own = await ApiOf(owner, ApiScopes.Organize);
        using var http = await ApiOf(organizer, ApiScopes.Organize);
        var rerun = $"/api/v1/submissions/{submission.Id}/rerun";

        (await own.PostAsync(rerun, null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await JsonAsync(await http.PostAsync(rerun, null, Ct))).GetProperty("runs").GetArrayLength().ShouldBe(2);
        await ProblemAsync(await http.PostAsync(rerun, null, Ct), HttpStatusCode.Conflict);
    }

    private static ByteArrayContent Zip(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, Competition competition, byte[] zip, string query = "") =>
        http.PostAsync($"/api/v1/competitions/{competition.Slug}/phases/1/submissions{query}", Zip(zip), Ct);

    private static Task<JsonElement> JsonAsync(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>(Ct);

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return await JsonAsync(response);
    }

    private async Task<HttpClient> ApiOf(Account account, params string[] scopes) => node.Api(await node.Given.Token(account, scopes));
}
