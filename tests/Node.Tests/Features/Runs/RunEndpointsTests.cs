using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Files;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Runs.Leases;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Runs;

public sealed class RunEndpointsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_log_is_plain_text_of_one_stream()
    {
        var (owner, _, run) = await Ended(logs: [new(LogStream.Scoring, 0, "scör"), new(LogStream.Scoring, 4, "ed"), new(LogStream.Worker, 0, "fetched")]);
        using var http = await ApiOf(owner, ApiScopes.Read);

        var response = await http.GetAsync($"/api/v1/runs/{run}/log?stream=Scoring", Ct);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await response.Content.ReadAsStringAsync(Ct)).ShouldBe("scöred");
        (await http.GetStringAsync($"/api/v1/runs/{run}/log?stream=Ingestion", Ct)).ShouldBe("");
    }

    [Fact]
    public async Task outputs_come_back_as_they_were_sent()
    {
        var (owner, _, run) = await Ended(outputs: [RunOutputs.Scoring]);
        using var http = await ApiOf(owner, ApiScopes.Read);

        (await http.GetStringAsync($"/api/v1/runs/{run}/outputs/scoring", Ct)).ShouldBe("output scoring");
        (await http.GetAsync($"/api/v1/runs/{run}/outputs/prediction", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("prediction", true, false, false)]
    [InlineData("scoring", true, false, false)]
    [InlineData("detailed-results", true, false, false)]
    [InlineData("prediction", false, true, false)]
    [InlineData("scoring", false, false, true)]
    [InlineData("detailed-results", false, false, true)]
    public async Task what_a_phase_hides_is_for_organizers(string output, bool hideAll, bool hidePrediction, bool hideScore)
    {
        var (owner, organizer, run) = await Ended(outputs: [output], change: c =>
            (c.EnableDetailedResults, c.Phases[0].HideOutput, c.Phases[0].HidePredictionOutput, c.Phases[0].HideScoreOutput) = (true, hideAll, hidePrediction, hideScore));

        (await StatusFor(owner, $"/runs/{run}/outputs/{output}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusFor(organizer, $"/runs/{run}/outputs/{output}")).ShouldBe(HttpStatusCode.OK);
        (await StatusFor(owner, $"/runs/{run}/log?stream=Scoring")).ShouldBe(hideAll ? HttpStatusCode.NotFound : HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task where_scores_are_hidden_what_the_scoring_program_wrote_is_too(bool isWholeBoard)
    {
        var (owner, organizer, run) = await Ended(
            [new(LogStream.Scoring, 0, "loss 0.1"), new(LogStream.Worker, 0, "fetched")], [RunOutputs.Scoring, RunOutputs.DetailedResults, RunOutputs.Prediction],
            c => (c.EnableDetailedResults, c.Leaderboards[0].IsHidden, c.Leaderboards[0].Columns[1].IsHidden) = (true, isWholeBoard, !isWholeBoard));

        foreach (var path in (string[])["outputs/scoring", "outputs/detailed-results", "detailed-results", "log?stream=Scoring"])
        {
            (await StatusFor(owner, $"/runs/{run}/{path}")).ShouldBe(HttpStatusCode.NotFound, path);
            (await StatusFor(organizer, $"/runs/{run}/{path}")).ShouldBe(HttpStatusCode.OK, path);
        }

        (await StatusFor(owner, $"/runs/{run}/outputs/prediction")).ShouldBe(HttpStatusCode.OK);
        (await StatusFor(owner, $"/runs/{run}/log?stream=Worker")).ShouldBe(HttpStatusCode.OK);
        var page = await (await node.BrowserOf(owner)).VisitAsync($"/submissions/{await SubmissionOf(run)}");
        page.ShouldSay("The organizers keep scores to themselves, and with them the log of the scoring program.");
        page.ShouldSay("fetched");
        page.ShouldNotSay("loss 0.1");
    }

    [Fact]
    public async Task a_cancelled_run_tells_nothing_of_its_scoring()
    {
        var (owner, organizer, run) = await Ended(
            [new(LogStream.Scoring, 0, "accuracy 0.9"), new(LogStream.Submission, 0, "epoch 1")], [RunOutputs.Scoring, RunOutputs.Prediction], failure: RunMessages.Cancelled);

        foreach (var path in (string[])["outputs/scoring", "log?stream=Scoring"])
        {
            (await StatusFor(owner, $"/runs/{run}/{path}")).ShouldBe(HttpStatusCode.NotFound, path);
            (await StatusFor(organizer, $"/runs/{run}/{path}")).ShouldBe(HttpStatusCode.OK, path);
        }

        (await StatusFor(owner, $"/runs/{run}/outputs/prediction")).ShouldBe(HttpStatusCode.OK);
        var page = await (await node.BrowserOf(owner)).VisitAsync($"/submissions/{await SubmissionOf(run)}");
        page.ShouldSay("The log of the scoring program is not shown of a cancelled run.");
        page.ShouldSay("epoch 1");
        page.ShouldNotSay("accuracy 0.9");
    }

    [Fact]
    public async Task detailed_results_live_in_an_origin_of_their_own()
    {
        var (owner, _, run) = await Ended(outputs: [RunOutputs.DetailedResults], change: c => c.EnableDetailedResults = true);

        var response = await (await node.BrowserOf(owner)).Http.GetAsync($"/runs/{run}/detailed-results", Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("sandbox allow-scripts;");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'self'");
        policy.ShouldNotContain("allow-same-origin");
        response.Headers.GetValues("X-Frame-Options").Single().ShouldBe("SAMEORIGIN");
        (await (await node.BrowserOf(owner)).VisitAsync($"/submissions/{await SubmissionOf(run)}")).Document.QuerySelector("iframe")!.GetAttribute("sandbox").ShouldBe("allow-scripts");
    }

    [Fact]
    public async Task everything_about_a_run_is_404_to_others()
    {
        var (_, _, run) = await Ended(outputs: [RunOutputs.Scoring]);
        var other = await node.Given.Account();
        using var http = await ApiOf(other, ApiScopes.Read, ApiScopes.Submit);

        foreach (var path in (string[])["", "/log?stream=Scoring", "/outputs/scoring"])
        {
            (await http.GetAsync($"/api/v1/runs/{run}{path}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        foreach (var path in (string[])["log?stream=Scoring", "outputs/scoring", "detailed-results"])
        {
            (await StatusFor(other, $"/runs/{run}/{path}")).ShouldBe(HttpStatusCode.NotFound);
        }

        (await http.PostAsync($"/api/v1/runs/{run}/cancel", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_run_says_how_it_failed()
    {
        var competition = await node.Given.Competition();
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Submission(competition, owner);
        await node.Given.Fail(submission, RunFailureCode.OutOfMemory, "It needed more than 4 GB.");
        using var http = await ApiOf(owner, ApiScopes.Read);

        var shown = await http.GetFromJsonAsync<JsonElement>($"/api/v1/submissions/{submission.Id}", Ct);

        shown.GetProperty("failure").GetProperty("code").GetString().ShouldBe("OutOfMemory");
        shown.GetProperty("failure").GetProperty("detail").GetString().ShouldBe("It needed more than 4 GB.");
        var run = await http.GetFromJsonAsync<JsonElement>($"/api/v1/runs/{shown.GetProperty("runs")[0].GetProperty("id").GetString()}", Ct);
        run.GetProperty("failure").GetProperty("code").GetString().ShouldBe("OutOfMemory");
    }

    [Fact]
    public async Task cancelling_takes_submit_for_ones_own_and_organize_for_others()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        var owner = await node.Given.ParticipantOf(competition);
        using var reader = await ApiOf(owner, ApiScopes.Read, ApiScopes.Organize);
        using var submitter = await ApiOf(owner, ApiScopes.Submit);
        using var organizing = await ApiOf(organizer, ApiScopes.Organize);

        var own = await RunOf(await node.Given.Submission(competition, owner));
        (await reader.PostAsync($"/api/v1/runs/{own}/cancel", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await submitter.PostAsync($"/api/v1/runs/{own}/cancel", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await submitter.PostAsync($"/api/v1/runs/{own}/cancel", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var anothers = await RunOf(await node.Given.Submission(competition, owner));
        (await organizing.PostAsync($"/api/v1/runs/{anothers}/cancel", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<(Account Owner, Account Organizer, Guid Run)> Ended(LogChunk[]? logs = null, string[]? outputs = null, Action<Competition>? change = null, RunFailure? failure = null)
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: change);
        var owner = await node.Given.ParticipantOf(competition);
        var run = await RunOf(await node.Given.Submission(competition, owner));
        var token = await node.Given.Lease(run);
        foreach (var name in outputs ?? [])
        {
            var file = await node.Given.File(System.Text.Encoding.UTF8.GetBytes($"output {name}"));
            await node.QueryAsync(async db =>
            {
                var stored = new StoredFile
                {
                    Id = Guid.CreateVersion7(),
                    Sha256 = file.Blob.Sha256,
                    Bytes = file.Blob.Bytes,
                    Name = $"{name}.zip",
                    Kind = StoredFileKind.RunOutput,
                    CreatedAt = node.Clock.GetUtcNow(),
                };
                db.Add(stored);
                db.Add(new RunOutput { RunId = run, Name = name, FencingToken = token, FileId = stored.Id });
                return await db.SaveChangesAsync(Ct);
            });
        }

        (await new TestWorker(node).ReportAsync(run, token, r => r with
        {
            Scores = failure is null ? new Dictionary<string, double> { ["accuracy"] = 1 } : [],
            Failure = failure,
            Logs = logs ?? [],
        }))
            .ShouldBeOfType<LeaseOutcome.Accepted>();
        return (owner, organizer, run);
    }

    private Task<Guid> RunOf(Submission submission) => node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id).Select(r => r.Id).SingleAsync(Ct));

    private Task<Guid> SubmissionOf(Guid run) => node.QueryAsync(db => db.Runs.Where(r => r.Id == run).Select(r => r.SubmissionId).SingleAsync(Ct));

    private async Task<HttpStatusCode> StatusFor(Account account, string path) => (await (await node.BrowserOf(account)).Http.GetAsync(path, Ct)).StatusCode;

    private async Task<HttpClient> ApiOf(Account account, params string[] scopes) => node.Api(await node.Given.Token(account, scopes));
}
