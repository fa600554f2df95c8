using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn.Registration;

public sealed class RegistrationTests(HubHost hub) : IClassFixture<HubHost>
{
    private static int _count;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_program_registers_its_client_with_a_curators_token()
    {
        var answer = await RegisterAsync(await TokenAsync());

        answer.Status.ShouldBe(HttpStatusCode.Created, $"{answer.Json}");
        answer.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (answer["token_endpoint_auth_method"], answer["id_token_signed_response_alg"]).ShouldBe(("client_secret_basic", "RS256"));
        answer["client_name"].ShouldStartWith("Field station");
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
        (read["client_name"], read["registration_access_token"], read["registration_client_uri"], read.Has("client_secret"))
            .ShouldBe((made["client_name"], key, made["registration_client_uri"], false));
        var changed = (await SendAsync(HttpMethod.Put, path, key, Same(made, ("redirect_uris", new JsonArray("https://field.example/back"))))).ShouldBeGood();
        $"{changed.Json.GetProperty("redirect_uris")[0]}".ShouldBe("https://field.example/back");
        key = changed["registration_access_token"];
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
    [Refuses(SignOnRefusal.RegistrationHostChanged, SignOnRefusal.RegistrationNameChanged, SignOnRefusal.RegistrationWidened)]
    public async Task what_people_trusted_when_they_agreed_stays()
    {
        var made = await RegisterAsync(await TokenAsync(), ("scope", "openid profile"));
        var (path, key) = (new Uri(made["registration_client_uri"]).AbsolutePath, made["registration_access_token"]);
        Task<Answer> ChangeAsync(params (string, JsonNode?)[] changes) => SendAsync(HttpMethod.Put, path, key, Same(made, changes));

        foreach (var elsewhere in (string[])["https://evil.example/cb", "http://field.example/cb", "https://field.example:8443/cb"])
        {
            (await ChangeAsync(("redirect_uris", new JsonArray("https://field.example/cb", elsewhere)))).ShouldBeRefused(SignOnRefusal.RegistrationHostChanged);
            (await ChangeAsync(("post_logout_redirect_uris", new JsonArray(elsewhere)))).ShouldBeRefused(SignOnRefusal.RegistrationHostChanged);
            (await ChangeAsync(("backchannel_logout_uri", elsewhere))).ShouldBeRefused(SignOnRefusal.RegistrationHostChanged);
        }

        (await ChangeAsync(("client_name", "The university"))).ShouldBeRefused(SignOnRefusal.RegistrationNameChanged);
        (await ChangeAsync(("scope", "openid profile email"))).ShouldBeRefused(SignOnRefusal.RegistrationWidened);
        (await ChangeAsync(("grant_types", new JsonArray("authorization_code", "urn:ietf:params:oauth:grant-type:device_code")))).ShouldBeRefused(SignOnRefusal.RegistrationWidened);
        (await ChangeAsync(("client_id", "another"))).ShouldBeRefused(SignOnRefusal.RegistrationMetadataUnsupported);
        (await ChangeAsync(("token_endpoint_auth_method", "none"))).ShouldBeRefused(SignOnRefusal.RegistrationMetadataUnsupported);
        (await ChangeAsync(("scope", "openid federation"))).ShouldBeRefused(SignOnRefusal.RegistrationFederationForbidden);
        (await ChangeAsync(("client_name", ""))).ShouldBeRefused(SignOnRefusal.RegistrationNameUnfit);
        (await SendAsync(HttpMethod.Put, path, key, "[]")).ShouldBeRefused(SignOnRefusal.RegistrationMalformed);
        (await ChangeAsync(("scope", "openid"))).ShouldBeGood()["scope"].ShouldBe("openid");
    }

    [Fact]
    public async Task each_change_makes_the_key_before_useless()
    {
        var made = await RegisterAsync(await TokenAsync());
        var (path, first) = (new Uri(made["registration_client_uri"]).AbsolutePath, made["registration_access_token"]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync(HttpMethod.Put, path, first, Same(made))));

        var second = answers.Single(a => a.Status == HttpStatusCode.OK)["registration_access_token"];
        answers.Where(a => a.Status != HttpStatusCode.OK).ShouldAllBe(a => a["error"] == "invalid_token");
        second.ShouldNotBe(first);
        (await SendAsync(HttpMethod.Get, path, first)).ShouldBeRefused(SignOnRefusal.RegistrationKeyWrong);
        (await SendAsync(HttpMethod.Get, path, second)).ShouldBeGood();
    }

    [Fact]
    public async Task a_curator_ends_the_key_and_the_client_goes_on()
    {
        var made = await RegisterAsync(await TokenAsync());
        var curator = await hub.StaffBrowser(Staff.Curator);

        (await (await curator.VisitAsync(HubLinks.Curation.Clients)).Form($"End its registration key of {made["client_name"]}").SendAsync()).ShouldSay(ClientMessages.KeyEnded);

        (await SendAsync(HttpMethod.Get, new Uri(made["registration_client_uri"]).AbsolutePath, made["registration_access_token"])).ShouldBeRefused(SignOnRefusal.RegistrationKeyWrong);
        (await hub.QueryAsync(db => db.Clients.Where(c => c.ClientId == made["client_id"]).Select(c => c.IsEnabled).SingleAsync(Ct))).ShouldBeTrue();
    }

    [Fact]
    public async Task a_client_that_registers_itself_learns_by_no_address_whom_a_node_knows()
    {
        var node = await TestClient.NodeAsync(hub);

        var made = await RegisterAsync(await TokenAsync(), ("redirect_uris", new JsonArray(node.RedirectUri)));

        (await hub.QueryAsync(db => db.Clients.Where(c => c.ClientId == made["client_id"]).Select(c => c.Sector).SingleAsync(Ct))).ShouldBe(made["client_id"]);
    }

    [Fact]
    public async Task a_name_that_hides_something_or_is_another_sites_is_refused()
    {
        var node = await TestClient.NodeAsync(hub);
        var token = await TokenAsync();

        foreach (var name in (string[])["Field \u202Eelpmaxe.edon//:sptth", "Fi\u200Beld", "https://node.example", " Field", "two\nlines"])
        {
            (await RegisterAsync(token, ("client_name", name))).ShouldBeRefused(SignOnRefusal.RegistrationNameUnfit);
        }

        foreach (var name in (string[])[node.Client.Name, node.Client.Name.ToUpperInvariant(), node.Client.Name.Replace(' ', '-')])
        {
            (await RegisterAsync(token, ("client_name", name))).ShouldBeRefused(SignOnRefusal.RegistrationNameTaken);
        }
    }

    private Task<string> TokenAsync() => hub.InScopeAsync(s => s.GetRequiredService<MakeRegistrationToken>().ExecuteAsync(null, Ct));

    private Task<Answer> RegisterAsync(string? token, params (string Name, JsonNode? Value)[] changes) =>
        SendAsync(HttpMethod.Post, "/connect/register", token, Metadata(changes).ToJsonString());

    /// <summary>The metadata a client was registered with, changed.</summary>
    private static string Same(Answer made, params (string Name, JsonNode? Value)[] changes) => Metadata(
        [("client_id", made["client_id"]), ("client_name", made["client_name"]), ("scope", made["scope"]), .. changes]).ToJsonString();

    private static JsonObject Metadata(params (string Name, JsonNode? Value)[] changes)
    {
        var metadata = new JsonObject
        {
            ["client_name"] = $"Field station {Interlocked.Increment(ref _count)}",
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
