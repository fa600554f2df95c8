using System.Globalization;
using System.Text;

namespace Agon.Federation.Contracts;

/// <summary>Text of others that can stand in a page, a mail, a log or a terminal without doing anything there.</summary>
public static class PlainText
{
    /// <summary>Whether every character is visible or a space: on one line, in the order it is read in.</summary>
    public static bool Is(string text) => text.EnumerateRunes().All(IsVisible);

    /// <summary>The visible characters of a text, on one line, of which at most so many as are allowed.</summary>
    public static string Line(string text, int longest)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var next = IsVisible(rune) && !Rune.IsWhiteSpace(rune) ? rune : new Rune(' ');
            if (line.Length + next.Utf16SequenceLength > longest)
            {
                break;
            }

            if (next.Value != ' ' || (line.Length > 0 && line[^1] != ' '))
            {
                line.Append(next.ToString());
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Whether it is that, neither empty nor longer than allowed, and without space around it.</summary>
    public static bool IsLine(string? text, int longest) => text is { Length: > 0 } && text.Length <= longest && text.Trim() == text && Is(text);

    /// <summary>Whether it is a word of small letters, digits and hyphens.</summary>
    public static bool IsWord(string? text, int longest) =>
        text is { Length: > 0 } && text.Length <= longest && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Whether it is a SHA-256 in small hexadecimal digits.</summary>
    public static bool IsSha256(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    // Format characters turn the direction of what follows or hide between letters; half a surrogate pair is read as a replacement character.
    private static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
