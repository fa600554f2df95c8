namespace Agon.Hub.Features.Accounts;

/// <summary>Reads an ORCID iD: fifteen digits and one that checks them (ISO 7064, MOD 11-2).</summary>
internal static class Orcid
{
    /// <summary>As it is kept and told: four groups with hyphens.</summary>
    public const int Length = 19;

    private const int Digits = 16, GroupLength = 4;
    private static readonly string[] Prefixes = ["https://orcid.org/", "http://orcid.org/", "orcid.org/"];

    /// <summary>Whether this is one, bare or as the address of its page; then it comes out with hyphens.</summary>
    public static bool TryRead(string text, out string orcid)
    {
        orcid = "";
        var prefix = Prefixes.FirstOrDefault(p => text.StartsWith(p, StringComparison.OrdinalIgnoreCase)) ?? "";
        var bare = text[prefix.Length..].Trim().TrimEnd('/').ToUpperInvariant();
        if (bare.Length == Length)
        {
            var groups = bare.Split('-');
            bare = groups.Length == Digits / GroupLength && groups.All(g => g.Length == GroupLength) ? string.Concat(groups) : "";
        }

        if (bare.Length != Digits || !bare[..^1].All(char.IsAsciiDigit) || bare[^1] != CheckOf(bare[..^1]))
        {
            return false;
        }

        orcid = string.Join('-', bare.Chunk(GroupLength).Select(g => new string(g)));
        return true;
    }

    /// <summary>The page of its owner.</summary>
    public static string PageOf(string orcid) => $"https://orcid.org/{orcid}";

    private static char CheckOf(string digits)
    {
        var total = digits.Aggregate(0, (sum, digit) => (sum + (digit - '0')) * 2);
        var check = (12 - (total % 11)) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
    }
}
