using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Agon.Node.Features.Files;

/// <summary>
/// Makes and reads signed links, <c>/files/{token}</c>: one object, for a while, for whoever holds the link. The moment of expiry is
/// inside the protected payload, beside the digest and the name.
/// </summary>
internal sealed class FileLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int InstantBytes = sizeof(long), DigestBytes = 32;
    private readonly IDataProtector _protector = protection.CreateProtector("Agon.Node.Files.Link.v1");

    /// <summary>The absolute path of a link to a blob.</summary>
    /// <param name="sha256">The blob.</param>
    /// <param name="fileName">The name it is downloaded under.</param>
    /// <param name="lifetime">How long the link works.</param>
    public string PathTo(string sha256, string fileName, TimeSpan lifetime)
    {
        var payload = new byte[InstantBytes + DigestBytes + Encoding.UTF8.GetByteCount(fileName)];
        BinaryPrimitives.WriteInt64BigEndian(payload, (clock.GetUtcNow() + lifetime).ToUnixTimeMilliseconds());
        Convert.FromHexString(sha256).CopyTo(payload.AsSpan(InstantBytes));
        Encoding.UTF8.GetBytes(fileName, payload.AsSpan(InstantBytes + DigestBytes));
        return $"/files/{WebEncoders.Base64UrlEncode(_protector.Protect(payload))}";
    }

    public FileLink Read(string token)
    {
        byte[] payload;
        try
        {
            payload = _protector.Unprotect(WebEncoders.Base64UrlDecode(token));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return new FileLink.Unknown();
        }

        if (clock.GetUtcNow().ToUnixTimeMilliseconds() >= BinaryPrimitives.ReadInt64BigEndian(payload))
        {
            return new FileLink.Expired();
        }

        return new FileLink.To(
            Convert.ToHexStringLower(payload.AsSpan(InstantBytes, DigestBytes)),
            Encoding.UTF8.GetString(payload.AsSpan(InstantBytes + DigestBytes)));
    }
}

/// <summary>What a link's token says.</summary>
internal abstract record FileLink
{
    private FileLink()
    {
    }

    public sealed record To(string Sha256, string FileName) : FileLink;

    /// <summary>Its time is over.</summary>
    public sealed record Expired : FileLink;

    /// <summary>Not made by this node, or changed since.</summary>
    public sealed record Unknown : FileLink;
}
