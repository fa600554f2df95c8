using System.Buffers;
using System.Globalization;
using System.Text;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Writes a leaderboard as CSV (RFC 4180): a line per entry, a column per metric under its key and, of several tasks, per task and metric, in full precision.</summary>
internal static class LeaderboardCsv
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    // A name that begins like this would be a formula to a spreadsheet.
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r");

    /// <summary>Writes line by line as the entries come: however many there are, they are not all in memory.</summary>
    public static async Task WriteAsync(Stream stream, WholeLeaderboard board, CancellationToken ct)
    {
        var tasks = board.Query is { HasSeveralTasks: true, Task: null } ? board.Query.Tasks : [];
        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await WriteLineAsync(text, ["rank", "participant", "submission", "submitted_at", .. board.Columns.Select(c => c.Key), .. tasks.SelectMany(t => board.Columns.Select(c => $"task{t.Number}.{c.Key}")),
            .. board.Questions.Select(q => $"fact.{q.Key}")], ct);
        await foreach (var entry in board.Entries.WithCancellation(ct))
        {
            await WriteLineAsync(text, [
                entry.Rank?.ToString(CultureInfo.InvariantCulture) ?? "",
                Harmless(entry.Participant),
                entry.SubmissionNumber.ToString(CultureInfo.InvariantCulture),
                entry.SubmittedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                .. board.Columns.Select(c => Number(entry.Scores, c)),
                .. tasks.SelectMany(t => board.Columns.Select(c => entry.TaskScores.TryGetValue(t.Id, out var scores) ? Number(scores, c) : "")),
                .. board.Questions.Select(q => Harmless(entry.Facts.GetValueOrDefault(q.Key) ?? "")),
            ], ct);
        }
    }

    private static string Number(IReadOnlyDictionary<string, double> scores, ColumnView column) =>
        scores.TryGetValue(column.Key, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static Task WriteLineAsync(StreamWriter text, string[] fields, CancellationToken ct) =>
        text.WriteAsync($"{string.Join(',', fields.Select(Quoted))}\r\n".AsMemory(), ct);

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(NeedQuotes) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Harmless(string name) => name.AsSpan(0, Math.Min(1, name.Length)).ContainsAny(FormulaStarts) ? $"'{name}" : name;
}
