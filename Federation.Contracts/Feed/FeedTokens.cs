using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Feed;

/// <summary>How a node vouches for a fact: a signed token (JWS, RFC 7515) about the record's name and digest. It holds for as long as the key is remembered.</summary>
public static class FeedTokens
{
    /// <summary>The kind of the token (<c>typ</c>).</summary>
    public const string Fact = "agon-fact+jwt";

    /// <summary>The longest token, in characters.</summary>
    public const int MaxLength = 2000;

    /// <summary>Vouches for a fact.</summary>
    /// <param name="key">The node's key.</param>
    /// <param name="address">The node's address, as it stands in its description.</param>
    /// <param name="kind">The record's kind.</param>
    /// <param name="recordKey">The record's key.</param>
    /// <param name="hash">The digest of its body.</param>
    /// <param name="now">When.</param>
    public static string Sign(SigningKey key, string address, string kind, string recordKey, string hash, DateTimeOffset now) => key.Sign(Fact, new JsonObject
    {
        ["iss"] = address,
        ["sub"] = Subject(kind, recordKey),
        ["hash"] = hash,
        ["iat"] = now.ToUnixTimeSeconds(),
    });

    /// <summary>Whether the token vouches for the record, with one of these keys.</summary>
    public static bool Verifies(FeedRecord record, string address, IReadOnlyList<JsonWebKey> keys, DateTimeOffset now)
    {
        // A fact is as old as it is, and a node's clock may be hours ahead: only who says it counts here.
        var expected = new TokenExpectation { Types = [Fact], Issuer = address, NeedsExpiry = false, Skew = TimeSpan.FromDays(2) };
        return record.Signature is { Length: <= MaxLength } token
            && SignedTokens.Verify(token, expected, keys, now) is TokenReading.Accepted(var claims, _)
            && claims.TryGetProperty("sub", out var subject) && subject.ValueEquals(Subject(record.Kind, record.Key))
            && claims.TryGetProperty("hash", out var hash) && hash.ValueEquals(record.Hash);
    }

    private static string Subject(string kind, string recordKey) => $"{kind}/{recordKey}";
}
