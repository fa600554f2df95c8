using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Microsoft.AspNetCore.WebUtilities;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>An OpenID Provider of a few lines that does right unless a test makes it do wrong.</summary>
internal sealed class FakeIssuer
{
    public const string ClientId = "node-client";
    public const string Secret = "a secret/with+signs";

    private static int _count;
    private readonly NodeHost _node;
    private readonly Dictionary<string, Dictionary<string, string>> _codes = [];
    private readonly Dictionary<string, Dictionary<string, string>> _pushed = [];

    public FakeIssuer(NodeHost node)
    {
        _node = node;
        Host = $"issuer{Interlocked.Increment(ref _count)}.example";
        Keys = [SigningKey.Create(SigningAlgorithm.ES256)];
        PutUp();
    }

    public string Host { get; }

    public string Address => $"https://{Host}/realms/campus";

    /// <summary>The keys it publishes; it signs with the last.</summary>
    public List<SigningKey> Keys { get; }

    /// <summary>Who is signed in there.</summary>
    public JsonObject Person { get; set; } = new() { ["sub"] = "248289761001", ["name"] = "Ada Lovelace", ["email"] = "ada@campus.example", ["email_verified"] = true };

    public string Sid { get; set; } = "session-1";

    /// <summary>Whether it has an endpoint for pushed requests.</summary>
    public bool TakesPushed { get; set; }

    /// <summary>Whether it takes no others.</summary>
    public bool RequiresPushed { get; set; }

    /// <summary>Changes what it says about itself.</summary>
    public Action<JsonObject>? Describe { get; set; }

    /// <summary>Answers in its stead.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage?>>? Instead { get; set; }

    /// <summary>Changes what the browser carries back.</summary>
    public Action<Dictionary<string, string?>>? Answer { get; set; }

    /// <summary>Changes the claims of the id_token.</summary>
    public Action<JsonObject>? Claims { get; set; }

    /// <summary>Changes the signed id_token.</summary>
    public Func<string, string>? Token { get; set; }

    /// <summary>Changes the answer of the token endpoint.</summary>
    public Action<JsonObject>? Tokens { get; set; }

    /// <summary>The <c>typ</c> of the id_token.</summary>
    public string TokenType { get; set; } = "JWT";

    /// <summary>The parameters of the last request to authorize.</summary>
    public Dictionary<string, string> Asked { get; private set; } = [];

    /// <summary>The fields of the last request for tokens.</summary>
    public Dictionary<string, string> Redeemed { get; private set; } = [];

    public string? RedeemedBy { get; private set; }

    public void PutUp() => _node.Internet.PutUp(Host, AnswerAsync);

    public void TakeDown() => _node.Internet.TakeDown(Host);

    /// <summary>Signs the person in, and says where the browser goes back to.</summary>
    public Uri Authorize(Uri request)
    {
        var query = Query(request.Query);
        Asked = query.TryGetValue("request_uri", out var pushed) ? _pushed[pushed] : query;
        var code = $"code-{_codes.Count + 1}";
        _codes[code] = Asked;
        var answer = new Dictionary<string, string?> { ["code"] = code, ["state"] = Asked["state"], ["iss"] = Address };
        Answer?.Invoke(answer);
        return new Uri(QueryHelpers.AddQueryString(Asked["redirect_uri"], answer.Where(a => a.Value is not null)));
    }

    /// <summary>A logout token that a test may still change.</summary>
    public string LogoutToken(Action<JsonObject>? change = null, string type = "logout+jwt")
    {
        var now = _node.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Address,
            ["aud"] = ClientId,
            ["iat"] = now,
            ["exp"] = now + 120,
            ["jti"] = $"logout-{Interlocked.Increment(ref _count)}",
            ["sid"] = Sid,
            ["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() },
        };
        change?.Invoke(claims);
        return Keys[^1].Sign(type, claims);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (Instead is { } instead && await instead(request, ct) is { } other)
        {
            return other;
        }

        return request.RequestUri!.AbsolutePath["/realms/campus".Length..] switch
        {
            "/.well-known/openid-configuration" => Json(Description()),
            "/keys" => Json(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(k => JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(k.Public)))]) }),
            "/par" => Push(await FieldsAsync(request, ct)),
            "/token" => Redeem(await FieldsAsync(request, ct), request),
            "/userinfo" => Json(Person.DeepClone().AsObject()),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };
    }

    private JsonObject Description()
    {
        var description = new JsonObject
        {
            ["issuer"] = Address,
            ["authorization_endpoint"] = $"{Address}/authorize",
            ["token_endpoint"] = $"{Address}/token",
            ["jwks_uri"] = $"{Address}/keys",
            ["userinfo_endpoint"] = $"{Address}/userinfo",
            ["end_session_endpoint"] = $"{Address}/end-session",
            ["response_types_supported"] = new JsonArray("code"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("ES256", "RS256"),
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "private_key_jwt"),
            ["authorization_response_iss_parameter_supported"] = true,
        };
        if (TakesPushed || RequiresPushed)
        {
            description["pushed_authorization_request_endpoint"] = $"{Address}/par";
            description["require_pushed_authorization_requests"] = RequiresPushed;
        }

        Describe?.Invoke(description);
        return description;
    }

    private HttpResponseMessage Push(Dictionary<string, string> fields)
    {
        var name = $"urn:ietf:params:oauth:request_uri:{_pushed.Count + 1}";
        _pushed[name] = fields;
        return Json(new JsonObject { ["request_uri"] = name, ["expires_in"] = 60 }, HttpStatusCode.Created);
    }

    private HttpResponseMessage Redeem(Dictionary<string, string> fields, HttpRequestMessage request)
    {
        (Redeemed, RedeemedBy) = (fields, request.Headers.Authorization?.ToString());
        if (!_codes.Remove(fields["code"], out var asked) || asked["redirect_uri"] != fields["redirect_uri"]
            || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(fields["code_verifier"]))) != asked["code_challenge"])
        {
            return Json(new JsonObject { ["error"] = "invalid_grant" }, HttpStatusCode.BadRequest);
        }

        var now = _node.Clock.GetUtcNow().ToUnixTimeSeconds();
        const string access = "an access token";
        var claims = new JsonObject
        {
            ["iss"] = Address,
            ["sub"] = Person["sub"]!.DeepClone(),
            ["aud"] = ClientId,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["auth_time"] = now,
            ["nonce"] = asked["nonce"],
            ["sid"] = Sid,
            ["at_hash"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(access)).AsSpan(0, 16)),
        };
        Claims?.Invoke(claims);
        var token = Keys[^1].Sign(TokenType, claims);
        var answer = new JsonObject { ["access_token"] = access, ["token_type"] = "Bearer", ["expires_in"] = 300, ["id_token"] = Token?.Invoke(token) ?? token };
        Tokens?.Invoke(answer);
        return Json(answer);
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpRequestMessage request, CancellationToken ct) =>
        Query(await request.Content!.ReadAsStringAsync(ct));

    private static Dictionary<string, string> Query(string text) => QueryHelpers.ParseQuery(text).ToDictionary(p => p.Key, p => p.Value.ToString());

    private static HttpResponseMessage Json(JsonObject body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = JsonContent.Create(body) };
}
