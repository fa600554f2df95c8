using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Agon.Federation.Contracts.Signing;

/// <summary>Reads signed tokens (JWT, RFC 7519, in compact form), strictly (RFC 8725).</summary>
public static class SignedTokens
{
    /// <summary>The longest token read, in characters.</summary>
    public const int MaxLength = 16_384;

    // So far away that adding a skew or an age stays a date.
    private const double LastSecond = 250_000_000_000;

    /// <summary>Checks form, kind, algorithm, signature, issuer, audience and time, in this order.</summary>
    /// <param name="token">The compact form.</param>
    /// <param name="expected">What it must say.</param>
    /// <param name="keys">The signer's public keys.</param>
    /// <param name="now">The reader's time.</param>
    public static TokenReading Verify(string token, TokenExpectation expected, IReadOnlyList<JsonWebKey> keys, DateTimeOffset now)
    {
        if (token.Length > MaxLength)
        {
            return new TokenReading.Refused(TokenRefusal.TooLong);
        }

        if (!TryRead(token, out var parts))
        {
            return new TokenReading.Refused(TokenRefusal.Malformed);
        }

        if (HeaderRefusal(parts.Header, expected, keys, out var key) is { } refusal)
        {
            return new TokenReading.Refused(refusal);
        }

        if (!key!.Verifies(Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]), parts.Signature))
        {
            return new TokenReading.Refused(TokenRefusal.SignatureWrong);
        }

        return ClaimRefusal(parts.Claims, expected, now) is { } wrong
            ? new TokenReading.Refused(wrong)
            : new TokenReading.Accepted(parts.Claims, key.Kid ?? key.Thumbprint());
    }

    /// <summary>Reads what a token says without believing it, for instance to find out whose keys to verify it with.</summary>
    public static bool TryPeek(string token, out JsonElement header, out JsonElement claims)
    {
        var isRead = TryRead(token, out var parts);
        (header, claims) = (parts.Header, parts.Claims);
        return isRead;
    }

    private static TokenRefusal? HeaderRefusal(JsonElement header, TokenExpectation expected, IReadOnlyList<JsonWebKey> keys, out JsonWebKey? key)
    {
        key = null;
        var type = Text(header, "typ") ?? "";
        if (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase))
        {
            type = type["application/".Length..];
        }

        if (!expected.Types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return TokenRefusal.TypeWrong;
        }

        if (Text(header, "alg") is not { } name || name is not (nameof(SigningAlgorithm.ES256) or nameof(SigningAlgorithm.RS256)))
        {
            return TokenRefusal.AlgorithmNotAllowed;
        }

        if (header.TryGetProperty("crit", out _))
        {
            return TokenRefusal.CriticalHeader;
        }

        // A header without a key's id is fine as long as there is only one key it can mean (OpenID Connect Core §10.1).
        var algorithm = Enum.Parse<SigningAlgorithm>(name);
        var id = Text(header, "kid");
        var candidates = keys.Where(k => k.Algorithm == algorithm && (id is null || (k.Kid ?? k.Thumbprint()) == id)).Take(2).ToList();
        key = candidates is [var only] ? only : null;
        return key is null ? TokenRefusal.KeyUnknown : null;
    }

    private static TokenRefusal? ClaimRefusal(JsonElement claims, TokenExpectation expected, DateTimeOffset now)
    {
        if (expected.Issuer is not null && Text(claims, "iss") != expected.Issuer)
        {
            return TokenRefusal.IssuerWrong;
        }

        var audiences = Audiences(claims);
        if (expected.Audiences.Count > 0 && (!audiences.Any(expected.Audiences.Contains) || (expected.IsAudienceAlone && audiences.Length > 1)))
        {
            return TokenRefusal.AudienceWrong;
        }

        if (!TryInstant(claims, "exp", out var expires) || !TryInstant(claims, "nbf", out var begins) || !TryInstant(claims, "iat", out var issued)
            || (expires is null && expected.NeedsExpiry) || (issued is null && expected.MaxAge is not null))
        {
            return TokenRefusal.ClaimMissing;
        }

        if (expires + expected.Skew <= now)
        {
            return TokenRefusal.Expired;
        }

        if (begins - expected.Skew > now || issued - expected.Skew > now)
        {
            return TokenRefusal.NotYetValid;
        }

        return expected.MaxAge is { } longest && (issued + longest + expected.Skew < now || expires - longest - expected.Skew > now)
            ? TokenRefusal.TooOld
            : null;
    }

    private static bool TryRead(string token, out (JsonElement Header, JsonElement Claims, byte[] Signature) parts)
    {
        parts = default;
        if (token.Length > MaxLength || token.Split('.') is not [var header, var claims, var signature])
        {
            return false;
        }

        try
        {
            parts = (Object(header), Object(claims), Base64Url.DecodeFromChars(signature));
            return parts.Header.ValueKind == JsonValueKind.Object && parts.Claims.ValueKind == JsonValueKind.Object;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
    }

    private static JsonElement Object(string part) => HostileJson.Parse(Base64Url.DecodeFromChars(part));

    private static string[] Audiences(JsonElement claims)
    {
        if (!claims.TryGetProperty("aud", out var audience))
        {
            return [];
        }

        return audience.ValueKind switch
        {
            JsonValueKind.String => [audience.GetString()!],
            JsonValueKind.Array => [.. audience.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.String).Select(a => a.GetString()!)],
            _ => [],
        };
    }

    // NumericDate, RFC 7519 §2: seconds, with fractions if the signer likes.
    private static bool TryInstant(JsonElement claims, string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (!claims.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || seconds is not (>= 0 and < LastSecond))
        {
            return false;
        }

        instant = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
