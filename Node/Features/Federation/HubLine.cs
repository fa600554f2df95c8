using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.SignOn.Protocol;

namespace Agon.Node.Features.Federation;

/// <summary>Talks to the hub: one method for each thing there is to say, each with the token it needs.</summary>
internal sealed class HubLine(ProviderHttp http, Providers providers, NodeKeys keys, HubAccessTokens tokens, TimeProvider clock)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan FeedLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromSeconds(60);

    public Task<HubAnswer<EnrolmentAnswer>> EnrolAsync(string hub, string token, EnrolmentApplication application, CancellationToken ct) =>
        PostAsync(hub + FederationPaths.Enrolment, token, Body(application, EnrolmentJson.Default.EnrolmentApplication), EnrolmentJson.Default.EnrolmentAnswer, HubAnswers.IsReadable, ct);

    public async Task<HubAnswer<HubReply>> StandingAsync(Membership membership, StandingCall call, CancellationToken ct) =>
        await PostAsync(membership.Hub + FederationPaths.Standing, await CallTokenAsync(membership, ct), Body(call, EnrolmentJson.Default.StandingCall), EnrolmentJson.Default.HubReply, HubAnswers.IsReadable, ct);

    public async Task<HubAnswer<HubReply>> LeaveAsync(Membership membership, CancellationToken ct) =>
        await PostAsync(membership.Hub + FederationPaths.Leave, await CallTokenAsync(membership, ct), null, EnrolmentJson.Default.HubReply, HubAnswers.IsReadable, ct);

    /// <summary>Reports with an access token; one that the hub does not take is forgotten.</summary>
    public Task<HubAnswer<HubReply>> ReportAsync(Membership membership, NodeReport report, CancellationToken ct) => WithTokenAsync(
        membership, FederationPaths.Report, Body(report, EnrolmentJson.Default.NodeReport), EnrolmentJson.Default.HubReply, HubAnswers.IsReadable, ct);

    /// <summary>Sends a stretch of the feed, likewise.</summary>
    public Task<HubAnswer<FeedAnswer>> FeedAsync(Membership membership, FeedBatch batch, CancellationToken ct) => WithTokenAsync(
        membership, FederationPaths.Feed, Body(batch, FeedJson.Default.FeedBatch), FeedJson.Default.FeedAnswer, HubAnswers.IsReadable, ct, FeedLimit);

    /// <summary>Has an inventory compared, likewise.</summary>
    public Task<HubAnswer<InventoryAnswer>> InventoryAsync(Membership membership, FeedInventory inventory, CancellationToken ct) => WithTokenAsync(
        membership, FederationPaths.Inventory, Body(inventory, FeedJson.Default.FeedInventory), FeedJson.Default.InventoryAnswer, HubAnswers.IsReadable, ct, FeedLimit);

    private async Task<HubAnswer<T>> WithTokenAsync<T>(
        Membership membership, string path, HttpContent body, JsonTypeInfo<T> type, Func<T, bool> isReadable, CancellationToken ct, TimeSpan? limit = null)
        where T : class
    {
        var token = tokens.Find(membership);
        if (token is null)
        {
            var asked = await AskForTokenAsync(membership, ct);
            if (asked.Value is null)
            {
                return new HubAnswer<T>(null, asked.Status, asked.Error);
            }

            token = asked.Value;
        }

        var answer = await PostAsync(membership.Hub + path, token, body, type, isReadable, ct, limit);
        if (answer.IsAboutToken)
        {
            tokens.Forget();
        }

        return answer;
    }

    // By the hub's own endpoint for tokens, with an assertion instead of a secret (RFC 7523).
    private async Task<HubAnswer<string>> AskForTokenAsync(Membership membership, CancellationToken ct)
    {
        var described = await providers.DescribeAsync(membership.Hub, ct);
        if (!described.IsGood(out var provider, out var failure))
        {
            return new HubAnswer<string>(null, null, FederationMessages.NoAnswer(failure));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["scope"] = FederationPaths.Scope,
            ["client_id"] = membership.ClientId,
            ["client_assertion_type"] = AssertionType,
            ["client_assertion"] = await AssertAsync(membership, ct),
        });
        var sent = await http.SendAsync(request, membership.Hub, ct);
        if (!sent.IsGood(out var answer, out failure))
        {
            return new HubAnswer<string>(null, null, FederationMessages.NoAnswer(failure));
        }

        if (!answer.IsSuccess || answer.Text("access_token") is not { Length: > 0 } token)
        {
            return new HubAnswer<string>(null, HttpStatusCode.Unauthorized, FederationMessages.NoToken(answer.Text("error_description") ?? answer.Text("error")));
        }

        var seconds = answer.Body!.Value.TryGetProperty("expires_in", out var lifetime) && lifetime.TryGetInt32(out var given) ? given : 0;
        tokens.Keep(membership, token, TimeSpan.FromSeconds(seconds));
        return new HubAnswer<string>(token, answer.Status, null);
    }

    private async Task<string> AssertAsync(Membership membership, CancellationToken ct)
    {
        var key = await keys.CurrentAsync(ct);
        var now = clock.GetUtcNow();
        return key.Sign("JWT", new JsonObject
        {
            ["iss"] = membership.ClientId,
            ["sub"] = membership.ClientId,
            ["aud"] = membership.Hub,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + AssertionLifetime).ToUnixTimeSeconds(),
            ["jti"] = RandomId(),
        });
    }

    private async Task<string> CallTokenAsync(Membership membership, CancellationToken ct)
    {
        var key = await keys.CurrentAsync(ct);
        return NodeTokens.CallAs(key, membership.ClientId, membership.Hub, RandomId(), clock.GetUtcNow());
    }

    private async Task<HubAnswer<T>> PostAsync<T>(string url, string token, HttpContent? body, JsonTypeInfo<T> type, Func<T, bool> isReadable, CancellationToken ct, TimeSpan? limit = null)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var sent = await http.SendAsync(request, url, ct, limit);
        if (!sent.IsGood(out var answer, out var failure))
        {
            return new HubAnswer<T>(null, null, FederationMessages.NoAnswer(failure));
        }

        if (!answer.IsSuccess)
        {
            return new HubAnswer<T>(null, answer.Status, FederationMessages.HubSays(answer.Status, answer.Text("detail"))) { Problem = answer.Body };
        }

        try
        {
            var value = answer.Body?.Deserialize(type);
            return value is null
                ? new HubAnswer<T>(null, answer.Status, answer.Status == HttpStatusCode.NoContent ? null : FederationMessages.Unreadable)
                : isReadable(value) ? new HubAnswer<T>(value, answer.Status, null) : new HubAnswer<T>(null, answer.Status, FederationMessages.Unreadable);
        }
        catch (JsonException)
        {
            return new HubAnswer<T>(null, answer.Status, FederationMessages.Unreadable);
        }
    }

    private static ByteArrayContent Body<T>(T value, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static string RandomId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}

/// <summary>What the hub answered.</summary>
/// <param name="Value">What was asked for, if it came.</param>
/// <param name="Status">The status; null if nothing answered.</param>
/// <param name="Error">Why it did not come, as a sentence.</param>
internal sealed record HubAnswer<T>(T? Value, HttpStatusCode? Status, string? Error)
    where T : class
{
    /// <summary>The problem document, if it refused with one.</summary>
    public JsonElement? Problem { get; init; }

    /// <summary>Whether the hub answered and did not take the token, or gave none: it will say how this node stands.</summary>
    public bool IsAboutToken => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
}

/// <summary>Keeps the node's access token for its hub until shortly before its end.</summary>
internal sealed class HubAccessTokens(TimeProvider clock)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private (string Hub, string ClientId, string Token, DateTimeOffset Until)? _kept;

    public string? Find(Membership membership)
    {
        lock (_gate)
        {
            return _kept is { } kept && kept.Hub == membership.Hub && kept.ClientId == membership.ClientId && clock.GetUtcNow() < kept.Until ? kept.Token : null;
        }
    }

    public void Keep(Membership membership, string token, TimeSpan lifetime)
    {
        lock (_gate)
        {
            _kept = (membership.Hub, membership.ClientId, token, clock.GetUtcNow() + lifetime - Margin);
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            _kept = null;
        }
    }
}
