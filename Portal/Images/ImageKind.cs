using System.Buffers.Binary;

namespace Agon.Portal.Images;

/// <summary>An image by its content: what kind it is and how large, whatever its name says.</summary>
/// <param name="ContentType">One that browsers show as an image and never run.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record ImageKind(string ContentType, int Width, int Height)
{
    /// <summary>How many bytes at a file's begin tell the kind; JPEG writers put previews of this length before the size.</summary>
    public const int HeaderBytes = 256 * 1024;

    /// <summary>Recognizes PNG, JPEG, GIF and WebP; anything else, SVG included, is null.</summary>
    public static ImageKind? Of(ReadOnlySpan<byte> header) => header switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png(header),
        [0xFF, 0xD8, 0xFF, ..] => Jpeg(header),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif(header),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP(header),
        _ => null,
    };

    private static ImageKind? Png(ReadOnlySpan<byte> bytes) => bytes.Length >= 24 && bytes[12..16].SequenceEqual("IHDR"u8)
        ? Sized("image/png", BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]))
        : null;

    // The screen and its first picture, which may be larger than the screen says; between them only extensions.
    private static ImageKind? Gif(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 13)
        {
            return null;
        }

        var at = 13 + ((bytes[10] & 0x80) != 0 ? 3 << ((bytes[10] & 7) + 1) : 0);
        while (at + 2 < bytes.Length && bytes[at] == 0x21)
        {
            for (at += 2; at < bytes.Length && bytes[at] != 0; at += 1 + bytes[at])
            {
                // Its blocks.
            }

            at++;
        }

        return at + 10 <= bytes.Length && bytes[at] == 0x2C
            ? Sized("image/gif", Math.Max(Int16(bytes[6..]), Int16(bytes[(at + 1)..]) + Int16(bytes[(at + 5)..])), Math.Max(Int16(bytes[8..]), Int16(bytes[(at + 3)..]) + Int16(bytes[(at + 7)..])))
            : null;
    }

    // Segments until the frame header (C0..CF without tables), which has the size.
    private static ImageKind? Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
            }
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Sized("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }
            else if (marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD9))
            {
                // These have no length, and none of them stands before the frame.
                return null;
            }
            else
            {
                at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            }
        }

        return null;
    }

    private static ImageKind? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30)
        {
            return null;
        }

        var kind = bytes[12..16];
        if (kind.SequenceEqual("VP8X"u8))
        {
            return Sized("image/webp", Int24(bytes[24..]) + 1u, Int24(bytes[27..]) + 1u);
        }

        if (kind.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
            return Sized("image/webp", (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
        }

        return kind.SequenceEqual("VP8 "u8)
            ? Sized("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFFu, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFFu)
            : null;
    }

    private static uint Int16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint Int24(ReadOnlySpan<byte> bytes) => (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));

    private static ImageKind? Sized(string type, uint width, uint height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new ImageKind(type, (int)width, (int)height) : null;
}
