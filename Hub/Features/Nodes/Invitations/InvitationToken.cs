using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Agon.Hub.Features.Nodes.Invitations;

/// <summary>The secret of an invitation: 256 random bits behind a prefix that scanners of leaked secrets can recognise.</summary>
internal static class InvitationToken
{
    public const string Prefix = "agonjoin_";
    private const int RandomBytes = 32;

    // 32 bytes are 43 characters of base64url.
    private const int Length = 52;

    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static bool LooksRight(string text) => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What is kept of it. Plain SHA-256: there is nothing to guess in random bits.</summary>
    public static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
