using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Enrolment;

/// <summary>What a node signs for its hub: kinds of tokens (<c>typ</c>) and how they are made.</summary>
public static class NodeTokens
{
    /// <summary>The kind that proves in a <see cref="NodeDescription"/> that the node's key is at home at its address.</summary>
    public const string Proof = "agon-proof+jwt";

    /// <summary>The kind that says who calls, for a node that gets no access token.</summary>
    public const string Call = "agon-call+jwt";

    /// <summary>The kind that hands the hub the node's new keys, signed with one it knows.</summary>
    public const string KeyRoll = "agon-key-roll+jwt";

    /// <summary>The claim of a proof with the hub's challenge.</summary>
    public const string Nonce = "nonce";

    /// <summary>The claim of a key roll with the new set.</summary>
    public const string Keys = "keys";

    /// <summary>How long each is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>Proves to a hub, by its challenge, that whoever answers at <paramref name="address"/> holds the key.</summary>
    public static string Prove(SigningKey key, string address, string hub, string challenge, DateTimeOffset now) =>
        Sign(key, Proof, address, hub, now, new() { [Nonce] = challenge });

    /// <summary>Says who calls.</summary>
    public static string CallAs(SigningKey key, string clientId, string issuer, string id, DateTimeOffset now) =>
        Sign(key, Call, clientId, FederationPaths.Audience(issuer), now, new() { ["sub"] = clientId, ["jti"] = id });

    /// <summary>Announces the keys that replace all known before; sign with a known one.</summary>
    public static string Announce(SigningKey key, string clientId, string issuer, JsonWebKeySet keys, DateTimeOffset now) =>
        Sign(key, KeyRoll, clientId, FederationPaths.Audience(issuer), now, new() { [Keys] = new JsonArray([.. keys.Keys.Select(Node)]) });

    private static JsonNode Node(JsonWebKey key) => new JsonObject(
        new[] { ("kty", key.Kty), ("kid", key.Kid), ("use", key.Use), ("alg", key.Alg), ("crv", key.Crv), ("x", key.X), ("y", key.Y), ("n", key.N), ("e", key.E) }
            .Where(member => member.Item2 is not null).Select(member => KeyValuePair.Create<string, JsonNode?>(member.Item1, member.Item2)));

    private static string Sign(SigningKey key, string type, string issuer, string audience, DateTimeOffset now, JsonObject claims)
    {
        (claims["iss"], claims["aud"]) = (issuer, audience);
        (claims["iat"], claims["exp"]) = (now.ToUnixTimeSeconds(), (now + Lifetime).ToUnixTimeSeconds());
        return key.Sign(type, claims);
    }
}
