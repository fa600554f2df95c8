using System.Buffers;
using System.Globalization;
using System.Text;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Writes a leaderboard as CSV (RFC 4180): a line per entry, a column per metric under its key, in full precision.</summary>
internal static class LeaderboardCsv
{
    public const int MaxEntries = 100_000;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    // A name that begins like this would be a formula to a spreadsheet.
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r");

    public static string Write(LeaderboardView view)
    {
        var text = new StringBuilder();
        WriteLine(text, ["rank", "participant", "submission", "submitted_at", .. view.Columns.Select(c => c.Key)]);
        foreach (var entry in view.Entries)
        {
            WriteLine(text, [
                entry.Rank?.ToString(CultureInfo.InvariantCulture) ?? "",
                Harmless(entry.Participant),
                entry.SubmissionNumber.ToString(CultureInfo.InvariantCulture),
                entry.SubmittedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                .. view.Columns.Select(c => entry.Scores.TryGetValue(c.Key, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : ""),
            ]);
        }

        return text.ToString();
    }

    private static void WriteLine(StringBuilder text, string[] fields) => text.AppendJoin(',', fields.Select(Quoted)).Append("\r\n");

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(NeedQuotes) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Harmless(string name) => name.AsSpan(0, Math.Min(1, name.Length)).ContainsAny(FormulaStarts) ? $"'{name}" : name;
}
