namespace Agon.Node.Features.Competitions.Downloads;

/// <summary>Tells a picture by its first bytes; its name and what the uploader said are not evidence. SVG is no picture here: it can carry scripts.</summary>
internal static class LogoFormat
{
    private const int Needed = 12;

    /// <summary>The media type, or null if it is none of those shown. Leaves the stream at its start.</summary>
    public static async Task<string?> FindTypeAsync(Stream content, CancellationToken ct)
    {
        var head = new byte[Needed];
        var read = await content.ReadAtLeastAsync(head, Needed, throwOnEndOfStream: false, ct);
        content.Position = 0;
        return TypeOf(head.AsSpan(0, read));
    }

    public static string? TypeOf(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
