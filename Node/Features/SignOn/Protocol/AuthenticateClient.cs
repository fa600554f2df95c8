using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Agon.Node.Features.Federation;
using Agon.Node.Features.SignOn.Issuers;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>Shows an issuer that a request is this node's.</summary>
internal sealed class AuthenticateClient(ClientSecrets secrets, NodeKeys keys, TimeProvider clock)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(60);

    /// <summary>A request with these fields.</summary>
    public async Task<HttpRequestMessage> PostAsync(string endpoint, Issuer issuer, Dictionary<string, string> fields, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (issuer.Authentication == ClientAuthentication.PrivateKeyJwt)
        {
            fields["client_id"] = issuer.ClientId;
            fields["client_assertion_type"] = AssertionType;
            fields["client_assertion"] = await AssertAsync(issuer, ct);
        }
        else
        {
            // Both parts are form-encoded before (RFC 6749 §2.3.1).
            var pair = $"{WebUtility.UrlEncode(issuer.ClientId)}:{WebUtility.UrlEncode(secrets.Read(issuer) ?? "")}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        request.Content = new FormUrlEncodedContent(fields);
        return request;
    }

    // The audience is the issuer and nothing else: an assertion for one endpoint of one issuer must be of no use anywhere else.
    private async Task<string> AssertAsync(Issuer issuer, CancellationToken ct)
    {
        var key = await keys.CurrentAsync(ct);
        var now = clock.GetUtcNow();
        return key.Sign("JWT", new JsonObject
        {
            ["iss"] = issuer.ClientId,
            ["sub"] = issuer.ClientId,
            ["aud"] = issuer.Address,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Validity).ToUnixTimeSeconds(),
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
        });
    }
}
