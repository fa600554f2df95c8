using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Runs;

/// <summary>The worker protocol as a worker speaks it.</summary>
public sealed class LeaseEndpointsTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _node.InitializeAsync();
        _http = _node.Api(await _node.Given.Token(await _node.Given.Account(isOperator: true), ApiScopes.Worker));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task a_run_goes_its_whole_way()
    {
        var submission = await _node.Given.Submission(await _node.Given.Competition());

        var lease = await LeaseAsync();
        (await PostAsync($"{lease.Id}/renew", new LeaseRenewal { FencingToken = lease.FencingToken, Step = RunStep.Scoring, Logs = [new(LogStream.Scoring, 0, "scoring")] }))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(lease, RunOutputs.Scoring, "a zip"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(lease, RunOutputs.Scoring, "a zip"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var report = new RunReport { FencingToken = lease.FencingToken, Scores = new Dictionary<string, double> { ["accuracy"] = 0.5 } };
        (await PostAsync($"{lease.Id}/report", report)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync($"{lease.Id}/report", report)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await _node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id, Ct))).Status.ShouldBe(SubmissionStatus.Scored);
        (await _node.QueryAsync(db => db.RunOutputs.CountAsync(Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task nothing_to_do_is_204() =>
        (await PostAsync("", new LeaseRequest { Worker = "cpu-1", Version = "0.1" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    [Theory]
    [InlineData("""{"worker":"","version":"1"}""")]
    [InlineData("""{"worker":"w","version":"1","waitSeconds":31}""")]
    [InlineData("""{"worker":"w"}""")]
    [InlineData("nonsense")]
    public async Task a_request_that_says_nothing_sensible_is_400(string body)
    {
        var response = await _http.PostAsync("/api/worker/leases", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task calls_about_a_lost_lease_are_409()
    {
        await _node.Given.Submission(await _node.Given.Competition());
        var lease = await LeaseAsync();
        await new TestWorker(_node).ExpireAsync();

        await ShouldBeLost(await PostAsync($"{lease.Id}/renew", new LeaseRenewal { FencingToken = lease.FencingToken, Step = RunStep.Scoring }));
        await ShouldBeLost(await PutAsync(lease, RunOutputs.Scoring, [1]));
        await ShouldBeLost(await PostAsync($"{lease.Id}/report", new RunReport { FencingToken = lease.FencingToken }));
    }

    [Fact]
    public async Task bytes_that_are_not_the_ones_announced_are_422()
    {
        await _node.Given.Submission(await _node.Given.Competition());
        var lease = await LeaseAsync();

        var response = await PutAsync(lease, RunOutputs.Prediction, "half"u8.ToArray(), digestOf: "whole"u8.ToArray());

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("type").GetString().ShouldBe(Problems.DigestMismatch);
        (await _node.QueryAsync(db => db.RunOutputs.AnyAsync(Ct))).ShouldBeFalse();
    }

    [Fact]
    public async Task a_page_of_results_that_is_too_large_is_413_with_the_limit()
    {
        await _node.Given.Submission(await _node.Given.Competition());
        var lease = await LeaseAsync();

        var response = await PutAsync(lease, RunOutputs.DetailedResults, new byte[20_000_001]);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        (problem.GetProperty("type").GetString(), problem.GetProperty("maxBytes").GetInt64()).ShouldBe((Problems.TooLarge, 20_000_000));
    }

    [Fact]
    public async Task an_output_may_be_larger_than_other_requests()
    {
        await _node.Given.Submission(await _node.Given.Competition());
        var lease = await LeaseAsync();

        (await PutAsync(lease, RunOutputs.Prediction, new byte[3_000_000])).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task an_output_of_another_name_is_404_and_a_digest_of_another_shape_400()
    {
        await _node.Given.Submission(await _node.Given.Competition());
        var lease = await LeaseAsync();

        (await PutAsync(lease, "core-dump", [1])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/worker/leases/{lease.Id}/outputs/{RunOutputs.Scoring}") { Content = new ByteArrayContent([1]) };
        request.Headers.Add(RunOutputs.FencingTokenHeader, "1");
        request.Headers.Add(RunOutputs.Sha256Header, "ABC");
        (await _http.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task an_output_of_a_lost_lease_is_replaced_or_dropped()
    {
        await _node.Given.Submission(await _node.Given.Competition());
        var lost = await LeaseAsync();
        await PutAsync(lost, RunOutputs.Prediction, "old prediction"u8.ToArray());
        await PutAsync(lost, RunOutputs.Scoring, "old scoring"u8.ToArray());
        await new TestWorker(_node).ExpireAsync();
        var lease = await LeaseAsync();

        await PutAsync(lease, RunOutputs.Scoring, "new scoring"u8.ToArray());
        await PostAsync($"{lease.Id}/report", new RunReport { FencingToken = lease.FencingToken, Scores = new Dictionary<string, double> { ["accuracy"] = 1 } });

        var kept = await _node.QueryAsync(db => db.RunOutputs.Include(o => o.File).ToListAsync(Ct));
        (await _node.QueryAsync(db => db.StoredFiles.CountAsync(f => f.Kind == Agon.Node.Features.Files.StoredFileKind.RunOutput, Ct))).ShouldBe(1);
        kept.ShouldHaveSingleItem().File!.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("new scoring"u8)));
    }

    [Fact]
    public async Task only_a_worker_token_speaks_the_protocol()
    {
        using var other = _node.Api(await _node.Given.Token(await _node.Given.Account(), ApiScopes.Submit));
        using var nobody = _node.Api();
        var request = JsonContent.Create(new LeaseRequest { Worker = "w", Version = "1" });

        (await other.PostAsync("/api/worker/leases", request, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await nobody.PostAsync("/api/worker/leases", request, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task ShouldBeLost(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("type").GetString().ShouldBe(Problems.LeaseLost);
    }

    private Task<HttpResponseMessage> PostAsync<T>(string path, T body) =>
        _http.PostAsJsonAsync($"/api/worker/leases/{path}".TrimEnd('/'), body, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)WorkerJson.Default.GetTypeInfo(typeof(T))!, Ct);

    private async Task<Lease> LeaseAsync() =>
        (await (await PostAsync("", new LeaseRequest { Worker = "cpu-1", Version = "0.1" })).Content.ReadFromJsonAsync(WorkerJson.Default.Lease, Ct))!;

    private async Task<HttpResponseMessage> PutAsync(Lease lease, string name, byte[] bytes, byte[]? digestOf = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/worker/leases/{lease.Id}/outputs/{name}") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add(RunOutputs.FencingTokenHeader, $"{lease.FencingToken}");
        request.Headers.Add(RunOutputs.Sha256Header, Convert.ToHexStringLower(SHA256.HashData(digestOf ?? bytes)));
        return await _http.SendAsync(request, Ct);
    }
}
