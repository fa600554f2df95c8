using System.Globalization;
using System.Text;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Makes the short name of a competition, as it stands in addresses, out of its title.</summary>
internal static class CompetitionSlug
{
    private const int MaxLength = 60;

    // Addresses that mean something else under /competitions.
    private static readonly string[] Taken = ["new", "imports"];

    /// <summary>Letters without accents, digits and dashes; "competition" when the title has none of them.</summary>
    public static string From(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug is { Length: > 0 } && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var whole = slug.ToString().Trim('-');
        var cut = whole.Length <= MaxLength ? whole : whole[..MaxLength].Trim('-');
        return cut.Length == 0 ? "competition" : cut;
    }

    /// <summary>The slug itself, or the first free one with a number behind it.</summary>
    public static string Free(string slug, IReadOnlyCollection<string> taken)
    {
        var candidate = slug;
        for (var number = 2; taken.Contains(candidate) || Taken.Contains(candidate); number++)
        {
            candidate = $"{slug}-{number}";
        }

        return candidate;
    }
}
