using System.Buffers;
using System.Globalization;
using System.Text;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Writes a leaderboard as CSV (RFC 4180): a line per entry, a column per metric under its key, in full precision.</summary>
internal static class LeaderboardCsv
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    // A name that begins like this would be a formula to a spreadsheet.
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r");

    /// <summary>Writes line by line as the entries come: however many there are, they are not all in memory.</summary>
    public static async Task WriteAsync(Stream stream, WholeLeaderboard board, CancellationToken ct)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await WriteLineAsync(text, ["rank", "participant", "submission", "submitted_at", .. board.Columns.Select(c => c.Key)], ct);
        await foreach (var entry in board.Entries.WithCancellation(ct))
        {
            await WriteLineAsync(text, [
                entry.Rank?.ToString(CultureInfo.InvariantCulture) ?? "",
                Harmless(entry.Participant),
                entry.SubmissionNumber.ToString(CultureInfo.InvariantCulture),
                entry.SubmittedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                .. board.Columns.Select(c => entry.Scores.TryGetValue(c.Key, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : ""),
            ], ct);
        }
    }

    private static Task WriteLineAsync(StreamWriter text, string[] fields, CancellationToken ct) =>
        text.WriteAsync($"{string.Join(',', fields.Select(Quoted))}\r\n".AsMemory(), ct);

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(NeedQuotes) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Harmless(string name) => name.AsSpan(0, Math.Min(1, name.Length)).ContainsAny(FormulaStarts) ? $"'{name}" : name;
}
