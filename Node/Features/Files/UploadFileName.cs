using System.Globalization;

namespace Agon.Node.Features.Files;

/// <summary>Cleans the file name a sender gave: shown to people and used in downloads, never as a path.</summary>
internal static class UploadFileName
{
    public const int MaxLength = 120;
    private const int MaxExtension = 12;

    public static string Clean(string? given, string fallback)
    {
        var name = new string([.. LastSegment(given ?? "").Where(IsHarmless)]).Trim(' ', '.');
        if (name.Length == 0)
        {
            return fallback;
        }

        if (name.Length <= MaxLength)
        {
            return name;
        }

        var extension = Path.GetExtension(name);
        extension = extension.Length <= MaxExtension ? extension : "";
        return string.Concat(name.AsSpan(0, MaxLength - extension.Length), extension);
    }

    private static string LastSegment(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    // Control and format characters can reverse or hide what a name says; halves of surrogate pairs can't be stored.
    private static bool IsHarmless(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or
        UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or
        UnicodeCategory.ParagraphSeparator);
}
