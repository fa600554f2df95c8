using System.Globalization;
using System.Text;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>Makes a node's name a part of an address: "Université d'Été" → <c>universite-d-ete</c>.</summary>
internal static class MemberSlug
{
    private const int WordsMaxLength = 50;

    public static string Of(string name, string address)
    {
        var words = Words(name);
        return words.Length > 0 ? words : Words(new Uri(address).Host);
    }

    /// <summary>The words of a text with hyphens between; empty if it has no letters or digits of ASCII.</summary>
    public static string Words(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return $"{slug}"[..Math.Min(slug.Length, WordsMaxLength)].Trim('-');
    }
}
