namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Spelling
{
    /// <summary>The candidate nearest to a word, if it is near at all.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var simple = Simple(word);
        var allowed = Math.Max(1, simple.Length / 3);
        return candidates
            .Select(c => (Candidate: c, Distance: Distance(simple, Simple(c))))
            .Where(c => c.Distance <= allowed)
            .OrderBy(c => c.Distance).ThenBy(c => simple.Length > 0 && c.Candidate.StartsWith(simple[..1], StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(c => c.Candidate, StringComparer.Ordinal)
            .Select(c => c.Candidate).FirstOrDefault();
    }

    private static string Simple(string word)
    {
        var simple = word.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        return simple.Length <= 80 ? simple : simple[..80];
    }

    /// <summary>Characters to insert, delete, replace or swap with their neighbour.</summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = (i, j) switch
                {
                    (_, 0) => i,
                    (0, _) => j,
                    _ => Math.Min(
                        Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1),
                        rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
