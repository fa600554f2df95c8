using System.Text;
using System.Text.Unicode;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Turns bytes into text: UTF-8 or what a byte order mark says; otherwise, for pages, the encoding of old Windows files.</summary>
internal static class BundleText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The text without its byte order mark and with plain line ends; <c>IsUtf8</c> false: it was guessed.</summary>
    public static (string Text, bool IsUtf8) Decode(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return Decode(bytes[3..]);
            case [0xFF, 0xFE, ..]:
                return (Plain(Encoding.Unicode.GetString(bytes[2..])), true);
            case [0xFE, 0xFF, ..]:
                return (Plain(Encoding.BigEndianUnicode.GetString(bytes[2..])), true);
        }

        try
        {
            return (Plain(StrictUtf8.GetString(bytes)), true);
        }
        catch (DecoderFallbackException)
        {
            return (Plain(Windows.GetString(bytes)), false);
        }
    }

    /// <summary>The line, from 1, of the first byte that is no UTF-8.</summary>
    public static int FirstBadLine(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            if (!Utf8.IsValid(bytes[range]))
            {
                break;
            }

            line++;
        }

        return line;
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n");
}
