using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>Makes the tokens of a grant, or of a client for itself.</summary>
internal sealed class IssueTokens(HubDb db, SignOnKeys keys, PairwiseSubjects subjects, PublicAddress address, TimeProvider clock)
{
    private const int IdBytes = 16;

    /// <summary>
    /// Tokens for what a person gave, with a refresh token if that is part of it. The caller saves that together with the spending of what
    /// it is given for: neither is there without the other.
    /// </summary>
    /// <param name="client">Who gets them.</param>
    /// <param name="grant">What was given.</param>
    /// <param name="scopes">How much of it is asked for.</param>
    /// <param name="nonce">What the client gave the request.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="subject">What the client calls the person, if that was read already.</param>
    public async Task<JsonObject> ForGrantAsync(Client client, Grant grant, IReadOnlyList<string> scopes, string? nonce, CancellationToken ct, string? subject = null)
    {
        subject ??= await subjects.OfAsync(client, grant.AccountId, ct);
        var claims = Access(subject, client, scopes, address.Root);
        claims[TokenKinds.GrantClaim] = $"{grant.Id}";
        if (grant.ClientSessionId is { } session)
        {
            claims["sid"] = session;
        }

        var access = await keys.SignAsync(SigningAlgorithm.ES256, TokenKinds.Access, claims, ct);
        var answer = Answer(access, scopes);
        if (scopes.Contains(SignOnScopes.OpenId))
        {
            answer["id_token"] = await keys.SignAsync(client.IdTokenAlgorithm, TokenKinds.Id, Identity(subject, client, grant, nonce, access), ct);
        }

        if (client.AllowedGrants.Contains(GrantTypes.RefreshToken) && SignOnScopes.Read(grant.Scopes).Contains(SignOnScopes.OfflineAccess))
        {
            answer["refresh_token"] = Refresh(grant);
        }

        return answer;
    }

    /// <summary>A token with which a client calls the hub for itself.</summary>
    public async Task<JsonObject> ForClientAsync(Client client, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var claims = Access(client.ClientId, client, scopes, address.Root + TokenKinds.FederationAudience);
        return Answer(await keys.SignAsync(SigningAlgorithm.ES256, TokenKinds.Access, claims, ct), scopes);
    }

    private static JsonObject Answer(string access, IReadOnlyList<string> scopes) => new()
    {
        ["access_token"] = access,
        ["token_type"] = "Bearer",
        ["expires_in"] = (int)SignOnRules.AccessToken.TotalSeconds,
        ["scope"] = SignOnScopes.Write(scopes),
    };

    private JsonObject Access(string subject, Client client, IReadOnlyList<string> scopes, string audience)
    {
        var now = clock.GetUtcNow();
        return new JsonObject
        {
            ["iss"] = address.Root,
            ["sub"] = subject,
            ["aud"] = audience,
            ["client_id"] = client.ClientId,
            ["scope"] = SignOnScopes.Write(scopes),
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + SignOnRules.AccessToken).ToUnixTimeSeconds(),
        };
    }

    private JsonObject Identity(string subject, Client client, Grant grant, string? nonce, string access)
    {
        var now = clock.GetUtcNow();
        var claims = new JsonObject
        {
            ["iss"] = address.Root,
            ["sub"] = subject,
            ["aud"] = client.ClientId,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + SignOnRules.IdToken).ToUnixTimeSeconds(),
            ["at_hash"] = HalfDigest(access),
        };
        Add(claims, "nonce", nonce);
        Add(claims, "sid", grant.ClientSessionId);
        Add(claims, "auth_time", grant.AuthenticatedAt?.ToUnixTimeSeconds());
        if (grant.Methods.Length > 0)
        {
            claims["amr"] = new JsonArray([.. grant.Methods.Split(' ').Select(m => (JsonNode)m)]);
        }

        return claims;
    }

    private static void Add(JsonObject claims, string name, JsonNode? value)
    {
        if (value is not null)
        {
            claims[name] = value;
        }
    }

    // OpenID Connect Core §3.1.3.6; both our algorithms go with SHA-256.
    private static string HalfDigest(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)).AsSpan(0, SHA256.HashSizeInBytes / 2));

    private string Refresh(Grant grant)
    {
        var now = clock.GetUtcNow();
        var secret = RandomSecret.Create();
        var ends = now + SignOnRules.RefreshToken;
        db.Add(new RefreshToken
        {
            Id = Guid.CreateVersion7(now),
            Digest = RandomSecret.Digest(secret),
            GrantId = grant.Id,
            CreatedAt = now,
            ExpiresAt = ends < grant.ExpiresAt ? ends : grant.ExpiresAt,
        });
        return secret;
    }
}
