using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Agon.Hub.Tests.Features.SignOn;

public sealed class DiscoveryTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/oauth-authorization-server")]
    public async Task a_client_learns_everything_from_one_document(string path)
    {
        var answer = await hub.Client().GetAsync(path, Ct);

        var document = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        var issuer = document.GetProperty("issuer").GetString()!;
        issuer.ShouldNotEndWith("/");
        document.GetProperty("jwks_uri").GetString().ShouldBe($"{issuer}/connect/jwks");
        Texts(document, "code_challenge_methods_supported").ShouldBe(["S256"]);
        Texts(document, "response_types_supported").ShouldBe(["code"]);
        Texts(document, "id_token_signing_alg_values_supported").ShouldBe(["ES256", "RS256"]);
        Texts(document, "subject_types_supported").ShouldBe(["pairwise"]);
        document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task pages_of_other_sites_may_read_it_without_cookies()
    {
        var answer = await hub.Client().GetAsync("/.well-known/openid-configuration", Ct);
        using var question = new HttpRequestMessage(HttpMethod.Options, "/.well-known/openid-configuration");
        var before = await hub.Client().SendAsync(question, Ct);

        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        before.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        before.Headers.GetValues("Access-Control-Allow-Methods").ShouldBe(["GET"]);
    }

    private static string[] Texts(JsonElement document, string name) => [.. document.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];
}
