using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agon.Federation.Contracts.Signing;

/// <summary>A public key of somebody who signs (RFC 7517). Private members of a key are never read or written.</summary>
public sealed record JsonWebKey
{
    /// <summary>The shortest RSA modulus accepted, in bits (RFC 7518 §3.3).</summary>
    public const int RsaMinBits = 2048;

    /// <summary>The longest RSA modulus accepted, in bits: larger ones only cost time.</summary>
    public const int RsaMaxBits = 8192;

    private const string Ec = "EC", P256 = "P-256", Rsa = "RSA";

    /// <summary>The key's type: <c>EC</c> or <c>RSA</c>.</summary>
    [JsonPropertyName("kty")]
    public required string Kty { get; init; }

    /// <summary>The key's id, as a signature's header names it.</summary>
    [JsonPropertyName("kid")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kid { get; init; }

    /// <summary>What the key is for: <c>sig</c> or nothing said.</summary>
    [JsonPropertyName("use")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Use { get; init; }

    /// <summary>The only algorithm the key is for, or nothing said.</summary>
    [JsonPropertyName("alg")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Alg { get; init; }

    /// <summary>The curve of an EC key: <c>P-256</c>.</summary>
    [JsonPropertyName("crv")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Crv { get; init; }

    /// <summary>The x coordinate of an EC key, base64url of 32 bytes.</summary>
    [JsonPropertyName("x")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? X { get; init; }

    /// <summary>The y coordinate of an EC key, base64url of 32 bytes.</summary>
    [JsonPropertyName("y")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Y { get; init; }

    /// <summary>The modulus of an RSA key, base64url.</summary>
    [JsonPropertyName("n")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? N { get; init; }

    /// <summary>The exponent of an RSA key, base64url.</summary>
    [JsonPropertyName("e")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? E { get; init; }

    /// <summary>The algorithm this key verifies.</summary>
    [JsonIgnore]
    public SigningAlgorithm Algorithm => Kty == Ec ? SigningAlgorithm.ES256 : SigningAlgorithm.RS256;

    /// <summary>Reads one key of a set; one that we could not verify with is not read (other type, curve, size, use or algorithm).</summary>
    public static bool TryRead(JsonElement element, [NotNullWhen(true)] out JsonWebKey? key)
    {
        key = null;
        if (element.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var read = new JsonWebKey
        {
            Kty = Text(element, "kty") ?? "",
            Kid = Text(element, "kid"),
            Use = Text(element, "use"),
            Alg = Text(element, "alg"),
            Crv = Text(element, "crv"),
            X = Text(element, "x"),
            Y = Text(element, "y"),
            N = Text(element, "n"),
            E = Text(element, "e"),
        };
        key = read.IsUsable() ? read : null;
        return key is not null;
    }

    /// <summary>The key's SHA-256 thumbprint, base64url (RFC 7638): the same for the same key wherever it comes from.</summary>
    public string Thumbprint()
    {
        // RFC 7638 §3.2: the required members only, in the order of their names, without spaces.
        var canonical = Kty == Ec
            ? $$"""{"crv":"{{Crv}}","kty":"{{Kty}}","x":"{{X}}","y":"{{Y}}"}"""
            : $$"""{"e":"{{E}}","kty":"{{Kty}}","n":"{{N}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    /// <summary>Whether <paramref name="signature"/> is this key's of <paramref name="data"/>.</summary>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            return VerifyingKey.Of(this).Verifies(data, signature);
        }
        catch (CryptographicException)
        {
            // A point that is not on the curve, a modulus that is none.
            return false;
        }
    }

    /// <summary>The key itself.</summary>
    /// <exception cref="CryptographicException">It is none.</exception>
    internal AsymmetricAlgorithm Import() => Kty == Ec
        ? ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(X), Y = Bytes(Y) } })
        : RSA.Create(new RSAParameters { Modulus = Bytes(N), Exponent = Bytes(E) });

    internal static JsonWebKey Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return Named(new JsonWebKey { Kty = Ec, Use = "sig", Alg = nameof(SigningAlgorithm.ES256), Crv = P256, X = Base64Url.EncodeToString(point.X), Y = Base64Url.EncodeToString(point.Y) });
    }

    internal static JsonWebKey Of(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return Named(new JsonWebKey
        {
            Kty = Rsa,
            Use = "sig",
            Alg = nameof(SigningAlgorithm.RS256),
            N = Base64Url.EncodeToString(parameters.Modulus),
            E = Base64Url.EncodeToString(parameters.Exponent),
        });
    }

    private static JsonWebKey Named(JsonWebKey key) => key with { Kid = key.Thumbprint() };

    private bool IsUsable()
    {
        if (Use is not (null or "sig") || (Alg is not null && Alg != Algorithm.ToString()))
        {
            return false;
        }

        return Kty switch
        {
            Ec => Crv == P256 && Bytes(X) is { Length: 32 } && Bytes(Y) is { Length: 32 },
            Rsa => Bytes(N) is { Length: >= RsaMinBits / 8 and <= RsaMaxBits / 8 } && Bytes(E) is { Length: >= 1 and <= 4 },
            _ => false,
        };
    }

    private static byte[]? Bytes(string? text)
    {
        try
        {
            return text is null ? null : Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The public keys of one signer (RFC 7517 §5).</summary>
/// <param name="Keys">The keys; during a roll the old and the new one.</param>
public sealed record JsonWebKeySet([property: JsonPropertyName("keys")] IReadOnlyList<JsonWebKey> Keys)
{
    /// <summary>The most keys read of one set.</summary>
    public const int MaxKeys = 20;

    /// <summary>Reads a set; keys we could not verify with are left out (RFC 7517 §5), a document that is no set gives no keys.</summary>
    public static JsonWebKeySet Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            return new JsonWebKeySet([]);
        }

        var read = new List<JsonWebKey>();
        foreach (var element in keys.EnumerateArray().Take(MaxKeys))
        {
            if (JsonWebKey.TryRead(element, out var key))
            {
                read.Add(key);
            }
        }

        return new JsonWebKeySet(read);
    }
}
