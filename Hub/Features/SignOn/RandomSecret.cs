using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Agon.Hub.Features.SignOn;

/// <summary>Secrets the provider hands out: 256 random bits each, of which only a digest is kept.</summary>
internal static class RandomSecret
{
    private const int RandomBytes = 32;

    /// <summary>The length of a digest, in characters.</summary>
    public const int DigestLength = 64;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>What is kept of it. Plain SHA-256: there is nothing to guess in random bits.</summary>
    public static string Digest(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether the digest is the secret's, found out in the same time whatever the answer.</summary>
    public static bool Matches(string secret, string? digest) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Digest(secret)), Encoding.ASCII.GetBytes(digest ?? new string('-', DigestLength))) && digest is not null;
}
