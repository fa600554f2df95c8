namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Spelling
{
    /// <summary>Comparing takes time, and a bundle may have very many files.</summary>
    private const int MostCandidates = 3000, MostLetters = 80;

    /// <summary>The candidate nearest to a word, if it is near at all.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var simple = Simple(word);
        var allowed = Math.Max(1, simple.Length / 3);
        return candidates.Take(MostCandidates)
            .Select(c => (Candidate: c, Distance: Distance(simple, Simple(c), allowed)))
            .Where(c => c.Distance <= allowed)
            .OrderBy(c => c.Distance).ThenBy(c => simple.Length > 0 && c.Candidate.StartsWith(simple[..1], StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(c => c.Candidate, StringComparer.Ordinal)
            .Select(c => c.Candidate).FirstOrDefault();
    }

    private static string Simple(string word)
    {
        var simple = word.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        return simple.Length <= MostLetters ? simple : simple[..MostLetters];
    }

    /// <summary>Characters to insert, delete, replace or swap with their neighbour; more than the limit may be told as any number beyond it.</summary>
    public static int Distance(string a, string b, int limit = int.MaxValue)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return int.MaxValue;
        }

        // Of the table only three rows are looked at, one below the other.
        var width = b.Length + 1;
        Span<int> rows = stackalloc int[3 * width];
        for (var i = 0; i <= a.Length; i++)
        {
            var row = rows.Slice(i % 3 * width, width);
            var last = rows.Slice((i + 2) % 3 * width, width);
            var before = rows.Slice((i + 1) % 3 * width, width);
            var nearest = row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = i == 0 ? j : Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                nearest = Math.Min(nearest, row[j]);
            }

            if (nearest > limit)
            {
                return int.MaxValue;
            }
        }

        return rows[(a.Length % 3 * width) + b.Length];
    }
}
