using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn;

/// <summary>A client of the hub, as somebody else would write it: it knows its registration and speaks HTTP.</summary>
internal sealed class TestClient
{
    public const string Issuer = "http://localhost";
    public const string Verifier = "a-verifier-of-at-least-forty-three-characters.~1";
    private static int _count;

    private TestClient(HubHost hub, Client client, SigningKey? key, string? secret) => (Hub, Client, Key, Secret) = (hub, client, key, secret);

    public static string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public HubHost Hub { get; }

    public Client Client { get; }

    public SigningKey? Key { get; }

    public string? Secret { get; }

    public string Id => Client.ClientId;

    public string RedirectUri => Client.RedirectUris[0];

    /// <summary>A node, with a key; it may do all that nodes may.</summary>
    public static Task<TestClient> NodeAsync(HubHost hub, Func<ClientRegistration, ClientRegistration>? change = null) => CreateAsync(hub, ClientAuthentication.PrivateKeyJwt, change);

    public static Task<TestClient> WithSecretAsync(HubHost hub, Func<ClientRegistration, ClientRegistration>? change = null) => CreateAsync(hub, ClientAuthentication.SecretBasic, change);

    public static Task<TestClient> PublicAsync(HubHost hub) => CreateAsync(hub, ClientAuthentication.None, r => r with
    {
        Grants = [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken],
        Scopes = SignOnScopes.OfPeople,
    });

    private static async Task<TestClient> CreateAsync(HubHost hub, ClientAuthentication method, Func<ClientRegistration, ClientRegistration>? change)
    {
        var number = Interlocked.Increment(ref _count);
        var key = method == ClientAuthentication.PrivateKeyJwt ? SigningKey.Create(SigningAlgorithm.ES256) : null;
        var registration = new ClientRegistration($"Node {number}", method)
        {
            RedirectUris = [$"https://node{number}.example/sign-on/hub/callback"],
            Keys = key is null ? null : new JsonWebKeySet([key.Public]),
            Grants = [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken, GrantTypes.ClientCredentials],
            Scopes = SignOnScopes.All,
        };
        var outcome = await hub.InScopeAsync(s => s.GetRequiredService<RegisterClient>().ExecuteAsync(change?.Invoke(registration) ?? registration, TestContext.Current.CancellationToken));
        var registered = outcome.ShouldBeOfType<RegisterClientOutcome.Registered>();
        return new TestClient(hub, registered.Client, key, registered.Secret);
    }

    /// <summary>A good request for authorization, changed: null takes a parameter out.</summary>
    public Dictionary<string, string> Request(params (string Name, string? Value)[] changes) => Changed(new()
    {
        ["client_id"] = Id,
        ["redirect_uri"] = RedirectUri,
        ["response_type"] = "code",
        ["scope"] = "openid profile email",
        ["state"] = "the state",
        ["nonce"] = "the-nonce",
        ["code_challenge"] = Challenge,
        ["code_challenge_method"] = "S256",
    }, changes);

    public string AuthorizeUrl(params (string Name, string? Value)[] changes) =>
        "/connect/authorize" + QueryString.Create(Request(changes).Select(p => new KeyValuePair<string, string?>(p.Key, p.Value)));

    /// <summary>Goes to the hub with this browser, agrees if asked, and comes back with the answer.</summary>
    public async Task<Arrival> AuthorizeAsync(PageClient browser, params (string Name, string? Value)[] changes)
    {
        var page = await browser.VisitAsync(AuthorizeUrl(changes));
        return Arrival.Of(page.Path.StartsWith("/connect/consent", StringComparison.Ordinal) && !page.Response.Headers.Contains("Refresh")
            ? await page.Form("Agree and go on").SendAsync()
            : page);
    }

    /// <summary>A fresh code for a person who just registered.</summary>
    public async Task<string> CodeAsync(PageClient? browser = null, params (string Name, string? Value)[] changes) =>
        (await AuthorizeAsync(browser ?? await Hub.SignedIn(await Hub.Account()), changes)).Code;

    public Task<Answer> RedeemAsync(string code, params (string Name, string? Value)[] changes) => TokenAsync(
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", RedirectUri), ("code_verifier", Verifier), .. changes]);

    public Task<Answer> RefreshAsync(string token, params (string Name, string? Value)[] changes) =>
        TokenAsync([("grant_type", "refresh_token"), ("refresh_token", token), .. changes]);

    public Task<Answer> TokenAsync(params (string Name, string? Value)[] form) => PostAsync("/connect/token", form);

    /// <summary>Sends a form as this client, proving who it is in the way it is registered for.</summary>
    public Task<Answer> PostAsync(string path, params (string Name, string? Value)[] form)
    {
        (string, string?)[] proof = Key is not null ? [("client_assertion_type", AuthenticateClient.AssertionType), ("client_assertion", Assertion())]
            : Secret is null ? [("client_id", Id)] : [];
        return SendAsync(path, Changed([], [.. proof, .. form]), Secret is null ? null : Basic(Id, Secret));
    }

    /// <summary>Sends a form as it is.</summary>
    public async Task<Answer> SendAsync(string path, IEnumerable<KeyValuePair<string, string>> form, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = authorization;
        return await Answer.OfAsync(await Hub.Client().SendAsync(request, TestContext.Current.CancellationToken));
    }

    public static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));

    /// <summary>A good assertion, changed: null takes a claim out.</summary>
    public string Assertion(SigningKey? key = null, string kind = "JWT", params (string Name, JsonNode? Value)[] changes)
    {
        var now = Hub.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Id,
            ["sub"] = Id,
            ["aud"] = Issuer,
            ["jti"] = $"assertion-{Interlocked.Increment(ref _count)}",
            ["iat"] = now,
            ["exp"] = now + 60,
        };
        foreach (var (name, value) in changes)
        {
            claims.Remove(name);
            if (value is not null)
            {
                claims[name] = value.DeepClone();
            }
        }

        return (key ?? Key!).Sign(kind, claims);
    }

    public async Task<Answer> UserInfoAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await Answer.OfAsync(await Hub.Client().SendAsync(request, TestContext.Current.CancellationToken));
    }

    public Task DisableAsync() => Hub.QueryAsync(db => db.Clients.Where(c => c.ClientId == Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.IsEnabled, false)));

    /// <summary>Verifies a token with the published keys, as anybody can.</summary>
    public async Task<JsonElement> VerifyAsync(string token, string kind, string audience)
    {
        var keys = await Answer.OfAsync(await Hub.Client().GetAsync("/connect/jwks", TestContext.Current.CancellationToken));
        var expected = new TokenExpectation { Types = [kind], Issuer = Issuer, Audiences = [audience] };
        return SignedTokens.Verify(token, expected, JsonWebKeySet.Read(keys.Json).Keys, Hub.Clock.GetUtcNow()).ShouldBeOfType<TokenReading.Accepted>().Claims;
    }

    private static Dictionary<string, string> Changed(Dictionary<string, string> parameters, (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            parameters.Remove(name);
            if (value is not null)
            {
                parameters[name] = value;
            }
        }

        return parameters;
    }
}
