using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Agon.Federation.Contracts;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Participation;
using Agon.Portal.Accounts;

namespace Agon.Node.Tests.Features.Competitions.Api;

public sealed class CompetitionEndpointsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_list_is_open_searched_and_paged()
    {
        await node.Given.Competition(change: c => c.Title = "Heron counting");
        await node.Given.Competition(isPublished: false, change: c => c.Title = "Heron draft");

        var list = await node.Api().GetFromJsonAsync<JsonElement>("/api/v1/competitions?search=heron", Ct);

        (list.GetProperty("total").GetInt32(), list.GetProperty("page").GetInt32(), list.GetProperty("pageSize").GetInt32()).ShouldBe((1, 1, 20));
        var item = list.GetProperty("items")[0];
        item.GetProperty("title").GetString().ShouldBe("Heron counting");
        item.GetProperty("status").GetString().ShouldBe("Open");
        item.GetProperty("phases")[0].GetProperty("state").GetString().ShouldBe("Open");
    }

    [Fact]
    public async Task a_status_that_is_none_is_a_problem_document()
    {
        using var response = await node.Api().GetAsync("/api/v1/competitions?status=sleeping", Ct);

        await ShouldBeProblem(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task the_detail_tells_phases_pages_leaderboards_and_columns()
    {
        var competition = await node.Given.Competition(change: c => c.Phases[0].MaxSubmissionsPerDay = 5);

        var detail = await node.Api().GetFromJsonAsync<JsonElement>($"/api/v1/competitions/{competition.Slug}", Ct);

        detail.GetProperty("slug").GetString().ShouldBe(competition.Slug);
        detail.GetProperty("termsSha256").GetString().ShouldBe(JoinCompetition.DigestOf("Be fair."));
        detail.GetProperty("pages")[0].GetProperty("title").GetString().ShouldBe("Overview");
        var phase = detail.GetProperty("phases")[0];
        (phase.GetProperty("number").GetInt32(), phase.GetProperty("maxSubmissionsPerDay").GetInt32()).ShouldBe((1, 5));
        phase.GetProperty("tasks")[0].GetString().ShouldBe("Classify");
        phase.GetProperty("leaderboard").GetString().ShouldBe("main");
        var column = detail.GetProperty("leaderboards")[0].GetProperty("columns")[0];
        (column.GetProperty("key").GetString(), column.GetProperty("isPrimary").GetBoolean(), column.GetProperty("sorting").GetString()).ShouldBe(("accuracy", true, "Descending"));
    }

    [Fact]
    public async Task hidden_columns_and_leaderboards_are_for_organizers()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: c => c.Leaderboards[0].Columns[1].IsHidden = true);

        (await Columns(node.Api())).ShouldBe(1);
        (await Columns(await Caller(organizer, ApiScopes.Read))).ShouldBe(2);

        async Task<int> Columns(HttpClient client) =>
            (await client.GetFromJsonAsync<JsonElement>($"/api/v1/competitions/{competition.Slug}", Ct)).GetProperty("leaderboards")[0].GetProperty("columns").GetArrayLength();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/phases")]
    [InlineData("/phases/1/leaderboard")]
    [InlineData("/phases/1/leaderboard.csv")]
    public async Task a_token_that_may_not_read_does_not_read_what_its_owner_may(string path)
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isPublished: false);
        var address = $"/api/v1/competitions/{competition.Slug}{path}";

        var refused = await (await Caller(organizer, ApiScopes.Submit)).GetAsync(address, Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Ct);
        problem.GetProperty("type").GetString().ShouldBe(Problems.TokenRefused);
        problem.GetProperty("detail").GetString().ShouldBe(TokenMessages.LacksScope("read"));
        (await (await Caller(organizer, ApiScopes.Read)).GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_draft_is_told_to_organizers_only()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isPublished: false);

        foreach (var path in new[] { "", "/phases" })
        {
            var address = $"/api/v1/competitions/{competition.Slug}{path}";
            await ShouldBeProblem(await node.Api().GetAsync(address, Ct), HttpStatusCode.NotFound);
            await ShouldBeProblem(await (await Caller(await node.Given.Account(), ApiScopes.Read)).GetAsync(address, Ct), HttpStatusCode.NotFound);
            (await (await Caller(organizer, ApiScopes.Read)).GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task phases_are_an_array_in_order()
    {
        var competition = await node.Given.Competition();

        var phases = await node.Api().GetFromJsonAsync<JsonElement>($"/api/v1/competitions/{competition.Slug}/phases", Ct);

        phases.EnumerateArray().Select(p => p.GetProperty("number").GetInt32()).ShouldBe([1]);
    }

    [Fact]
    public async Task an_organizer_publishes_and_takes_back()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isPublished: false);
        var api = await Caller(organizer, ApiScopes.Organize);

        (await IsPublished(await Post(api, competition, "publish"))).ShouldBeTrue();
        await ShouldBeProblem(await Post(api, competition, "publish"), HttpStatusCode.Conflict, Problems.WrongState);
        (await IsPublished(await Post(api, competition, "unpublish"))).ShouldBeFalse();
        await ShouldBeProblem(await Post(api, competition, "unpublish"), HttpStatusCode.Conflict, Problems.WrongState);

        static async Task<bool> IsPublished(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("isPublished").GetBoolean();
    }

    [Fact]
    public async Task what_is_missing_is_named()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isPublished: false, change: c => c.Terms = "");

        var problem = await ShouldBeProblem(await Post(await Caller(organizer, ApiScopes.Organize), competition, "publish"), HttpStatusCode.Conflict, Problems.WrongState);

        problem.GetProperty("missing").EnumerateArray().Select(m => m.GetString()).ShouldBe(["terms"]);
        problem.GetProperty("detail").GetString()!.ShouldContain("Write the rules that participants accept.");
    }

    [Fact]
    public async Task only_organizers_and_operators_publish()
    {
        var competition = await node.Given.Competition();
        var participant = await node.Given.Account();
        await node.Given.Participant(competition, participant);

        await ShouldBeProblem(await Post(await Caller(participant, ApiScopes.Organize), competition, "unpublish"), HttpStatusCode.Forbidden);
        await ShouldBeProblem(await Post(node.Api(), competition, "unpublish"), HttpStatusCode.Unauthorized, Problems.TokenRefused);
        var organizer = (await node.QueryAsync(db => db.Users.FindAsync(competition.CreatedById).AsTask()))!;
        await ShouldBeProblem(await Post(await Caller(organizer, ApiScopes.Read), competition, "unpublish"), HttpStatusCode.Forbidden, Problems.TokenRefused);
        (await Post(await Caller(await node.Given.Account(isOperator: true), ApiScopes.Organize), competition, "unpublish")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task the_document_describes_every_endpoint()
    {
        var document = await node.Api().GetFromJsonAsync<JsonElement>("/api/v1/openapi.json", Ct);

        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith("/api/v1/competitions", StringComparison.Ordinal)))
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                operation.Value.TryGetProperty("summary", out _).ShouldBeTrue($"{operation.Name} {path.Name}");
            }
        }
    }

    private async Task<HttpClient> Caller(Account account, string scope) => node.Api(await node.Given.Token(account, scope));

    private static Task<HttpResponseMessage> Post(HttpClient api, Competition competition, string verb) =>
        api.PostAsync(new Uri($"/api/v1/competitions/{competition.Slug}/{verb}", UriKind.Relative), null, Ct);

    private static async Task<JsonElement> ShouldBeProblem(HttpResponseMessage response, HttpStatusCode status, string? type = null)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        if (type is not null)
        {
            problem.GetProperty("type").GetString().ShouldBe(type);
        }

        return problem;
    }
}
