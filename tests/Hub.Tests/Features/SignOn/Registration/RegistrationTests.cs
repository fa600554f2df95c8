using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn.Registration;

public sealed class RegistrationTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_program_registers_its_client_with_a_curators_token()
    {
        var answer = await RegisterAsync(await TokenAsync());

        answer.Status.ShouldBe(HttpStatusCode.Created, $"{answer.Json}");
        answer.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (answer["client_name"], answer["token_endpoint_auth_method"], answer["id_token_signed_response_alg"]).ShouldBe(("Field station", "client_secret_basic", "RS256"));
        answer["client_secret_expires_at"].ShouldBe("0");
        var secret = TestClient.Basic(answer["client_id"], answer["client_secret"]);
        var refused = await SendFormAsync("/connect/token", secret, ("grant_type", "refresh_token"), ("refresh_token", "x"));
        refused.ShouldBeRefused(SignOnRefusal.RefreshTokenUnknown);
    }

    [Fact]
    public async Task a_client_with_keys_gets_no_secret()
    {
        using var key = SigningKey.Create(SigningAlgorithm.ES256);
        var answer = await RegisterAsync(await TokenAsync(), ("token_endpoint_auth_method", "private_key_jwt"), ("jwks", JsonSerializer.SerializeToNode(new JsonWebKeySet([key.Public]))));

        answer.Status.ShouldBe(HttpStatusCode.Created, $"{answer.Json}");
        answer.Has("client_secret").ShouldBeFalse();
        answer.Json.GetProperty("jwks").GetProperty("keys").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationTokenMissing, SignOnRefusal.RegistrationTokenUnknown)]
    public async Task a_token_is_needed_and_good_once_for_a_week()
    {
        var (used, old) = (await TokenAsync(), await TokenAsync());
        await RegisterAsync(used);

        (await RegisterAsync(null)).ShouldBeRefused(SignOnRefusal.RegistrationTokenMissing);
        (await RegisterAsync("made up")).ShouldBeRefused(SignOnRefusal.RegistrationTokenUnknown);
        (await RegisterAsync(used)).ShouldBeRefused(SignOnRefusal.RegistrationTokenUnknown);
        hub.Clock.Advance(SignOnRules.RegistrationToken);
        (await RegisterAsync(old)).ShouldBeRefused(SignOnRefusal.RegistrationTokenUnknown);
    }

    [Fact]
    public async Task two_at_once_with_one_token_make_one_client()
    {
        var token = await TokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RegisterAsync(token)));

        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(1);
    }

    [Fact]
    public async Task bad_metadata_does_not_spend_the_token()
    {
        var token = await TokenAsync();

        (await RegisterAsync(token, ("redirect_uris", new JsonArray("http://field.example/cb#x")))).ShouldBeRefused(SignOnRefusal.RegistrationRedirectUriUnfit);
        (await RegisterAsync(token, ("client_name", null))).ShouldBeRefused(SignOnRefusal.RegistrationNameUnfit);

        (await RegisterAsync(token)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationMetadataUnsupported, SignOnRefusal.RegistrationFederationForbidden)]
    public async Task what_the_hub_does_not_do_it_does_not_promise()
    {
        var token = await TokenAsync();
        (string, JsonNode?)[] unsupported =
        [
            ("jwks_uri", "https://field.example/jwks"), ("subject_type", "public"), ("response_types", new JsonArray("token")), ("id_token_signed_response_alg", "none"),
            ("token_endpoint_auth_method", "client_secret_post"), ("redirect_uris", "https://field.example/cb"), ("grant_types", new JsonArray(1)),
        ];

        foreach (var change in unsupported)
        {
            (await RegisterAsync(token, change)).ShouldBeRefused(SignOnRefusal.RegistrationMetadataUnsupported);
        }

        (await RegisterAsync(token, ("scope", "openid federation"))).ShouldBeRefused(SignOnRefusal.RegistrationFederationForbidden);
        (await RegisterAsync(token, ("grant_types", new JsonArray("client_credentials")))).ShouldBeRefused(SignOnRefusal.RegistrationFederationForbidden);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationMalformed)]
    public async Task what_is_no_document_is_refused_however_long_it_is()
    {
        var token = await TokenAsync();

        foreach (var text in (string[])["", "{", "[]", "\"x\"", $$"""{"client_name":"{{new string('x', 70_000)}}"}"""])
        {
            (await SendAsync(HttpMethod.Post, "/connect/register", token, text)).ShouldBeRefused(SignOnRefusal.RegistrationMalformed);
        }
    }

    [Fact]
    public async Task a_client_reads_changes_and_gives_up_its_registration()
    {
        var made = await RegisterAsync(await TokenAsync());
        var (path, key) = (new Uri(made["registration_client_uri"]).AbsolutePath, made["registration_access_token"]);

        var read = (await SendAsync(HttpMethod.Get, path, key)).ShouldBeGood();
        (read["client_name"], read.Has("client_secret")).ShouldBe(("Field station", false));
        (await SendAsync(HttpMethod.Put, path, key, Metadata(("client_id", made["client_id"]), ("client_name", "Marine station")).ToJsonString())).ShouldBeGood()["client_name"].ShouldBe("Marine station");
        (await SendAsync(HttpMethod.Delete, path, key)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await SendAsync(HttpMethod.Get, path, key)).ShouldBeRefused(SignOnRefusal.RegistrationKeyWrong);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationKeyWrong)]
    public async Task nobody_else_manages_it()
    {
        var (mine, theirs) = (await RegisterAsync(await TokenAsync()), await RegisterAsync(await TokenAsync()));
        var path = new Uri(theirs["registration_client_uri"]).AbsolutePath;

        (await SendAsync(HttpMethod.Delete, path, mine["registration_access_token"])).ShouldBeRefused(SignOnRefusal.RegistrationKeyWrong);
        (await SendAsync(HttpMethod.Get, path, null)).ShouldBeRefused(SignOnRefusal.RegistrationKeyWrong);
        (await SendAsync(HttpMethod.Put, $"/connect/register/{(await TestClient.NodeAsync(hub)).Id}", "", "{}")).ShouldBeRefused(SignOnRefusal.RegistrationKeyWrong);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationSectorChanged)]
    public async Task a_client_can_not_move_to_another_host_nor_take_another_name_or_proof()
    {
        var made = await RegisterAsync(await TokenAsync());
        var (path, key) = (new Uri(made["registration_client_uri"]).AbsolutePath, made["registration_access_token"]);
        Task<Answer> ChangeAsync(params (string, JsonNode?)[] changes) =>
            SendAsync(HttpMethod.Put, path, key, Metadata([("client_id", made["client_id"]), .. changes]).ToJsonString());

        (await ChangeAsync(("redirect_uris", new JsonArray("https://evil.example/cb")))).ShouldBeRefused(SignOnRefusal.RegistrationSectorChanged);
        (await ChangeAsync(("client_id", "another"))).ShouldBeRefused(SignOnRefusal.RegistrationMetadataUnsupported);
        (await ChangeAsync(("token_endpoint_auth_method", "none"))).ShouldBeRefused(SignOnRefusal.RegistrationMetadataUnsupported);
        (await ChangeAsync(("scope", "openid federation"))).ShouldBeRefused(SignOnRefusal.RegistrationFederationForbidden);
        (await ChangeAsync(("client_name", ""))).ShouldBeRefused(SignOnRefusal.RegistrationNameUnfit);
        (await SendAsync(HttpMethod.Put, path, key, "[]")).ShouldBeRefused(SignOnRefusal.RegistrationMalformed);
    }

    private Task<string> TokenAsync() => hub.InScopeAsync(s => s.GetRequiredService<MakeRegistrationToken>().ExecuteAsync(null, Ct));

    private Task<Answer> RegisterAsync(string? token, params (string Name, JsonNode? Value)[] changes) =>
        SendAsync(HttpMethod.Post, "/connect/register", token, Metadata(changes).ToJsonString());

    private static JsonObject Metadata(params (string Name, JsonNode? Value)[] changes)
    {
        var metadata = new JsonObject
        {
            ["client_name"] = "Field station",
            ["redirect_uris"] = new JsonArray("https://field.example/cb"),
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token"),
        };
        foreach (var (name, value) in changes)
        {
            metadata.Remove(name);
            if (value is not null)
            {
                metadata[name] = value.DeepClone();
            }
        }

        return metadata;
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? token, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await Answer.OfAsync(await hub.Client().SendAsync(request, Ct));
    }

    private async Task<Answer> SendFormAsync(string path, AuthenticationHeaderValue authorization, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(form.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
        request.Headers.Authorization = authorization;
        return await Answer.OfAsync(await hub.Client().SendAsync(request, Ct));
    }
}
