using QRCoder;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>A key in the forms in which an authenticator app takes it.</summary>
internal static class KeyAddress
{
    private const int PixelsPerModule = 4;

    /// <summary>The address that apps read from the picture.</summary>
    public static string Of(ReadOnlySpan<byte> key, string site, string email) =>
        $"otpauth://totp/{Uri.EscapeDataString(site)}:{Uri.EscapeDataString(email)}?secret={TimeCodes.Base32(key)}&issuer={Uri.EscapeDataString(site)}";

    /// <summary>The key in groups of four, to be typed.</summary>
    public static string Typed(ReadOnlySpan<byte> key) => string.Join(' ', TimeCodes.Base32(key).Chunk(4).Select(c => new string(c)));

    /// <summary>The address as a QR code: the source of an image, which the page's policy allows as data.</summary>
    public static string Picture(string address)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return $"data:image/png;base64,{Convert.ToBase64String(png.GetGraphic(PixelsPerModule))}";
    }
}
