using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Agon.Federation.Contracts.Signing;

/// <summary>
/// A public key ready to verify with. Importing one, which looks whether it is a key at all, takes several times as long as verifying; so
/// those that were met are kept, by what they are: a signer who changes keys has others.
/// </summary>
internal sealed class VerifyingKey
{
    // More than the nodes of a hub; whoever shows more keys makes us import again.
    private const int Most = 500;

    private static readonly ConcurrentDictionary<JsonWebKey, VerifyingKey> Met = new();

    private readonly Lock _turn = new();
    private readonly AsymmetricAlgorithm _key;

    private VerifyingKey(JsonWebKey key) => _key = key.Import();

    /// <summary>The key, imported at the first time.</summary>
    /// <exception cref="CryptographicException">It is none.</exception>
    public static VerifyingKey Of(JsonWebKey key)
    {
        if (Met.TryGetValue(key, out var known))
        {
            return known;
        }

        // Somebody may be verifying with those forgotten: they are left to the collector.
        if (Met.Count >= Most)
        {
            Met.Clear();
        }

        return Met.GetOrAdd(key, k => new VerifyingKey(k));
    }

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_turn)
        {
            return _key is ECDsa ec
                ? ec.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                : ((RSA)_key).VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }
}
