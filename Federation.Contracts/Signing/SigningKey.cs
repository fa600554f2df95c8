using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Agon.Federation.Contracts.Signing;

/// <summary>A private key that signs tokens (JWS in compact form, RFC 7515). Several threads may sign with it.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly AsymmetricAlgorithm _key;
    private readonly Lock _turn = new();

    private SigningKey(AsymmetricAlgorithm key)
    {
        _key = key;
        (Algorithm, Public) = key switch
        {
            ECDsa ec => (SigningAlgorithm.ES256, JsonWebKey.Of(ec)),
            RSA rsa => (SigningAlgorithm.RS256, JsonWebKey.Of(rsa)),
            _ => throw new ArgumentException("Only EC and RSA keys sign.", nameof(key)),
        };
    }

    /// <summary>The algorithm it signs with.</summary>
    public SigningAlgorithm Algorithm { get; }

    /// <summary>What others verify with.</summary>
    public JsonWebKey Public { get; }

    /// <summary>The key's id: the thumbprint of its public half (RFC 7638).</summary>
    public string KeyId => Public.Kid!;

    /// <summary>Makes a new key: P-256, or RSA with 3072 bits.</summary>
    public static SigningKey Create(SigningAlgorithm algorithm) =>
        new(algorithm == SigningAlgorithm.ES256 ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(3072));

    /// <summary>Reads a key that <see cref="Export"/> wrote.</summary>
    /// <exception cref="CryptographicException">It is no key of ours.</exception>
    public static SigningKey Import(SigningAlgorithm algorithm, ReadOnlySpan<byte> pkcs8)
    {
        AsymmetricAlgorithm key = algorithm == SigningAlgorithm.ES256 ? ECDsa.Create() : RSA.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return new SigningKey(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The private key as PKCS #8, not encrypted: protect it before it is stored.</summary>
    public byte[] Export() => _key.ExportPkcs8PrivateKey();

    /// <summary>Signs claims.</summary>
    /// <param name="type">The header's <c>typ</c>, for instance <c>at+jwt</c>: a token of one kind is never taken for another (RFC 8725 §3.11).</param>
    /// <param name="claims">The payload.</param>
    /// <returns>Header, payload and signature in base64url, with dots between.</returns>
    public string Sign(string type, JsonObject claims)
    {
        var header = new JsonObject { ["alg"] = Algorithm.ToString(), ["typ"] = type, ["kid"] = KeyId };
        var signed = Part(header) + "." + Part(claims);
        var data = Encoding.ASCII.GetBytes(signed);
        lock (_turn)
        {
            var signature = _key is ECDsa ec
                ? ec.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                : ((RSA)_key).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return signed + "." + Base64Url.EncodeToString(signature);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
