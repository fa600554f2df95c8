using System.Text.RegularExpressions;

namespace Agon.Portal.Text.Rich;

/// <summary>Decides which addresses text from people may point at.</summary>
internal static partial class SafeAddress
{
    private static readonly string[] Schemes = ["http", "https", "mailto"];

    /// <summary>The address if a link may have it: http, https, mailto, or a path on this site; otherwise null.</summary>
    public static string? ForLink(string? address)
    {
        if (Normal(address) is not { } text)
        {
            return null;
        }

        return Scheme().Match(text) is { Success: true } match
            ? Schemes.Contains(match.Groups[1].Value, StringComparer.OrdinalIgnoreCase) ? text : null
            : IsOnThisSite(text) ? text : null;
    }

    /// <summary>The address if an image may have it: a path on this site, or a picture within the text; otherwise null.</summary>
    public static string? ForImage(string? address) =>
        Normal(address) is { } text && (EmbeddedPicture().IsMatch(text) || (!Scheme().IsMatch(text) && IsOnThisSite(text))) ? text : null;

    /// <summary>Whether it leads to another host.</summary>
    public static bool IsForeign(string address) => Scheme().IsMatch(address);

    // Browsers drop tabs and line ends inside an address and control characters around it: judge what they will see.
    private static string? Normal(string? address)
    {
        if (address is null)
        {
            return null;
        }

        var text = new string([.. address.Where(c => c is not ('\t' or '\r' or '\n'))]).Trim([.. Enumerable.Range(0, 33).Select(c => (char)c), '\u00a0']);
        return text.Length == 0 || text.Any(c => char.IsControl(c) || c == '\\') ? null : text;
    }

    // "//host" would leave the site under the page's own scheme.
    private static bool IsOnThisSite(string text) => !text.StartsWith("//", StringComparison.Ordinal);

    // Anything before a colon that no slash, question mark or hash precedes could be taken for a scheme.
    [GeneratedRegex("^([^/?#:]*):")]
    private static partial Regex Scheme();

    [GeneratedRegex("^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$")]
    private static partial Regex EmbeddedPicture();
}
