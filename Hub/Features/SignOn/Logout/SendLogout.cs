using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>Tells one client that a session ended (OpenID Back-Channel Logout 1.0 §2.5).</summary>
internal sealed class SendLogout(IHttpClientFactory http, SignOnKeys keys, PublicAddress hub, TimeProvider clock)
{
    /// <summary>The name of the HTTP client it uses.</summary>
    public const string ClientName = "logouts";

    public const string Event = "http://schemas.openid.net/event/backchannel-logout", TokenType = "logout+jwt";

    /// <summary>How long a client may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // §2.4: two minutes or less, against replay.
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(2);

    /// <summary>Why it failed; null if the client knows now.</summary>
    public async Task<string?> ExecuteAsync(Client client, LogoutDelivery delivery, CancellationToken ct)
    {
        var token = await keys.SignAsync(client.IdTokenAlgorithm, TokenType, Claims(client, delivery), ct);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, client.BackChannelLogoutUri)
        {
            Content = new FormUrlEncodedContent([new("logout_token", token)]),
        };
        try
        {
            // What stands in the answer's body is nobody's business: it is not read.
            using var answer = await http.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode ? null : $"The site answered {(int)answer.StatusCode}.";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"The site did not answer within {Patience.TotalSeconds:0} seconds.";
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (e.InnerException ?? e).Message;
        }
    }

    private JsonObject Claims(Client client, LogoutDelivery delivery)
    {
        var now = clock.GetUtcNow();
        return new JsonObject
        {
            ["iss"] = hub.Root,
            ["aud"] = client.ClientId,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Validity).ToUnixTimeSeconds(),
            ["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            ["sub"] = delivery.Subject,
            ["sid"] = delivery.SessionId,
            ["events"] = new JsonObject { [Event] = new JsonObject() },
        };
    }
}
