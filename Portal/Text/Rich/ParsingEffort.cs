namespace Agon.Portal.Text.Rich;

/// <summary>
/// Estimates what a parser would have to do, and refuses text made to exhaust it. The numbers keep the worst case near a second; text
/// that people write stays thousands of times below them.
/// </summary>
internal static class ParsingEffort
{
    // An unfinished link or footnote is looked for up to the end of its paragraph: paragraph length times openings. Unmatched signs of
    // emphasis cost likewise, measured at a sixteenth.
    private const long MaxInlineWork = 200_000_000;
    private const int SignsPerOpening = 16;

    // Every open element is gone through for each new one.
    private const int MaxOpenElements = 3_000;

    public static bool IsTooMuchMarkdown(ReadOnlySpan<char> text)
    {
        var work = 0L;
        foreach (var range in text.Split("\n\n"))
        {
            var block = text[range];
            var signs = block.Count('*') + block.Count('_') + block.Count('~') + block.Count('^') + block.Count('+') + block.Count('=');
            work += (long)block.Length * (block.Count("](") + block.Count("[^") + (signs / SignsPerOpening));
        }

        return work > MaxInlineWork;
    }

    public static bool IsTooMuchHtml(ReadOnlySpan<char> html)
    {
        var open = 0;
        for (var i = html.IndexOf('<'); i >= 0 && i + 1 < html.Length; i = Next(html, i))
        {
            open += html[i + 1] == '/' ? -1 : char.IsAsciiLetter(html[i + 1]) && !IsVoid(html[(i + 1)..]) ? 1 : 0;
            open = Math.Max(open, 0);
            if (open > MaxOpenElements)
            {
                return true;
            }
        }

        return false;
    }

    private static int Next(ReadOnlySpan<char> html, int at)
    {
        var next = html[(at + 1)..].IndexOf('<');
        return next < 0 ? -1 : at + 1 + next;
    }

    private static bool IsVoid(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAnyExceptInRange('a', 'z');
        return AllowedHtml.Void.GetAlternateLookup<ReadOnlySpan<char>>().Contains(end < 0 ? tag : tag[..end]);
    }
}
