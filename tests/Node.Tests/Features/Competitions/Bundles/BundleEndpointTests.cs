using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Portal.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Competitions.Bundles;

public sealed class BundleEndpointTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_bundle_is_taken_in_and_becomes_a_draft()
    {
        var api = await Api();

        var received = await api.PostAsync("/api/v1/bundles?fileName=seeds.zip", Body(new TestBundle().Replace("Wheat seeds", "By the API").Zip()), Ct);

        received.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var import = await Json(received);
        import.GetProperty("url").GetString().ShouldBe(received.Headers.Location!.ToString());
        var done = await Finished(api, import);
        done.GetProperty("status").GetString().ShouldBe("Imported");
        done.GetProperty("fileName").GetString().ShouldBe("seeds.zip");
        done.GetProperty("competition").GetString().ShouldBe("by-the-api");
        done.GetProperty("problems").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task problems_come_with_severity_file_line_and_hint()
    {
        var api = await Api();
        var received = await api.PostAsync("/api/v1/bundles", Body(new TestBundle().Line(1, null).Line(34, "    submission_rule: Force Best").Zip()), Ct);

        var done = await Finished(api, await Json(received));

        done.GetProperty("status").GetString().ShouldBe("Refused");
        var problems = done.GetProperty("problems").EnumerateArray().ToList();
        problems.Select(p => p.GetProperty("severity").GetString()).ShouldBe(["Error", "Warning"]);
        problems[0].GetRawText().ShouldBe(
            """{"severity":"Error","file":"competition.yaml","line":34,"column":22,"message":"\"submission_rule\" of leaderboard \"Results\" is \"Force Best\", which is none of the words known here.","hint":"Did you mean Force_Best?"}""");
    }

    [Fact]
    public async Task a_bundle_that_is_not_the_one_announced_is_refused()
    {
        using var body = Body(new TestBundle().Zip());
        body.Headers.Add(RunOutputs.Sha256Header, Convert.ToHexStringLower(SHA256.HashData("another"u8)));

        await ShouldBeProblem(await (await Api()).PostAsync("/api/v1/bundles", body, Ct), HttpStatusCode.UnprocessableEntity, Problems.DigestMismatch);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    public async Task what_the_sender_calls_the_bytes_does_not_matter(string contentType)
    {
        using var body = new ByteArrayContent(new TestBundle().Zip()) { Headers = { ContentType = new(contentType) } };

        (await (await Api()).PostAsync("/api/v1/bundles", body, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task an_empty_body_is_refused()
    {
        await ShouldBeProblem(await (await Api()).PostAsync("/api/v1/bundles", Body([]), Ct), HttpStatusCode.UnprocessableEntity, Problems.UnusableFile);
    }

    [Fact]
    public async Task a_token_needs_the_scope_organize()
    {
        var api = node.Api(await node.Given.Token(await node.Given.Account(), ApiScopes.Submit));

        await ShouldBeProblem(await api.PostAsync("/api/v1/bundles", Body([1]), Ct), HttpStatusCode.Forbidden, Problems.TokenRefused);
    }

    [Fact]
    public async Task nobody_else_sees_an_import()
    {
        var import = await Json(await (await Api()).PostAsync("/api/v1/bundles", Body(new TestBundle().Zip()), Ct));

        (await (await Api()).GetAsync(import.GetProperty("url").GetString(), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpClient> Api(Account? account = null) => node.Api(await node.Given.Token(account ?? await node.Given.Account(), ApiScopes.Organize));

    private static ByteArrayContent Body(byte[] bytes) => new(bytes) { Headers = { ContentType = new("application/zip") } };

    private static Task<JsonElement> Json(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>(Ct);

    private async Task<JsonElement> Finished(HttpClient api, JsonElement import)
    {
        await node.Services.GetRequiredService<RunBundleImports>().RunDueAsync(DateTimeOffset.MinValue, Ct);
        return await api.GetFromJsonAsync<JsonElement>(import.GetProperty("url").GetString(), Ct);
    }

    private static async Task ShouldBeProblem(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await Json(response)).GetProperty("type").GetString().ShouldBe(type);
    }
}
