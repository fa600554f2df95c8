using System.Globalization;
using System.Text;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>
/// Words as they are compared: small letters without marks, so that "Ökologie" is found by "okologie". The same for every kind of database,
/// which then only has to part them at blanks. Scripts that are written without blanks have a word for each sign.
/// </summary>
internal static class SearchText
{
    /// <summary>The longest search looked at, in characters.</summary>
    public const int MaxLength = 200;

    // More words than this would only make the database work.
    private const int MaxWords = 8, LongestWord = 60;

    /// <summary>A text's words, parted by blanks.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var (start, length) in Runs(text ?? ""))
        {
            folded.Append(folded.Length == 0 ? "" : " ").Append(FoldRun(text.AsSpan(start, length)));
        }

        return folded.ToString();
    }

    /// <summary>The same, of so many characters at most; only whole words.</summary>
    public static string Fold(string? text, int longest) =>
        Fold(text) is var folded && folded.Length <= longest ? folded : folded[..Math.Max(0, folded.LastIndexOf(' ', longest))];

    /// <summary>The different words of what a person typed.</summary>
    public static IReadOnlyList<string> Words(string? search) =>
        Telling([.. Fold(search?[..Math.Min(search.Length, MaxLength)]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxWords)]);

    // Single letters begin nearly everything: beside a word they say nothing and cost most. One order, so that the same search is known again.
    private static IReadOnlyList<string> Telling(string[] words) =>
        [.. (Array.Exists(words, w => !IsSingle(w)) ? words.Where(w => !IsSingle(w)) : words).Order(StringComparer.Ordinal)];

    private static bool IsSingle(string word) => word is [(>= 'a' and <= 'z') or (>= '0' and <= '9')];

    /// <summary>A text in parts, those marked that begin like one of some words.</summary>
    public static IReadOnlyList<TextPart> Mark(string text, IReadOnlyList<string> words)
    {
        var parts = new List<TextPart>();
        var from = 0;
        foreach (var (start, length) in words.Count == 0 ? [] : Runs(text))
        {
            var folded = FoldRun(text.AsSpan(start, length));
            if (words.Any(w => folded.StartsWith(w, StringComparison.Ordinal)))
            {
                if (start > from)
                {
                    parts.Add(new TextPart(text[from..start], false));
                }

                parts.Add(new TextPart(text.Substring(start, length), true));
                from = start + length;
            }
        }

        return from < text.Length ? [.. parts, new TextPart(text[from..], false)] : parts;
    }

    // Stretches of letters and digits, with the marks on them; a sign of a script without blanks is one for itself.
    private static IEnumerable<(int Start, int Length)> Runs(string text)
    {
        var start = -1;
        for (var i = 0; i < text.Length;)
        {
            // Half a character is none.
            var isRune = Rune.TryGetRuneAt(text, i, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            var alone = isRune && IsAlone(rune);
            if (start >= 0 && (alone || !isRune || !IsPart(rune) || i - start >= LongestWord))
            {
                yield return (start, i - start);
                start = -1;
            }

            if (alone)
            {
                yield return (i, length);
            }
            else if (start < 0 && isRune && Rune.IsLetterOrDigit(rune))
            {
                start = i;
            }

            i += length;
        }

        if (start >= 0)
        {
            yield return (start, text.Length - start);
        }
    }

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune) || IsMark(rune);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Chinese and Japanese signs; Korean has blanks.
    private static bool IsAlone(Rune rune) => rune.Value is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF)
        && Rune.IsLetterOrDigit(rune);

    private static string FoldRun(ReadOnlySpan<char> run)
    {
        if (Ascii.IsValid(run))
        {
            return run.ToString().ToLowerInvariant();
        }

        var folded = new StringBuilder(run.Length);
        foreach (var rune in run.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(Plain(Rune.ToLowerInvariant(rune)));
            }
        }

        return folded.ToString();
    }

    // Letters that have no mark to take off, as people without them on the keyboard write them.
    private static string Plain(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'ø' => "o",
        'đ' => "d",
        'ł' => "l",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        _ => rune.ToString(),
    };
}

/// <summary>A part of a text, and whether it is one of the words looked for.</summary>
internal readonly record struct TextPart(string Text, bool IsMarked);
