using System.Globalization;
using System.Text;
using Agon.Hub.Features.Catalogue.Discovery;

namespace Agon.Hub.Features.Catalogue.Exports;

/// <summary>Writes the beginnings and ends of phases as a calendar (RFC 5545), for calendar programs to follow.</summary>
internal static class WriteCalendar
{
    public const string MediaType = "text/calendar; charset=utf-8";

    // RFC 5545, section 3.1, in bytes of UTF-8.
    private const int LongestLine = 75;

    // About a thousand events: more nobody looks at, and programs ask often.
    private const int MostLines = 10_000;

    // What is over for longer is history.
    private static readonly TimeSpan Past = TimeSpan.FromDays(30);

    /// <param name="name">What the calendar is called.</param>
    /// <param name="rows">The listings, in order.</param>
    /// <param name="now">The instant: what was over long before is left out.</param>
    /// <param name="address">Makes a whole address of a path.</param>
    public static string Of(string name, IEnumerable<ListingRow> rows, DateTimeOffset now, Func<string, string> address)
    {
        var lines = new List<string>
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Agon//Hub//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", $"X-WR-CALNAME:{Escape(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        };
        foreach (var row in rows)
        {
            if (lines.Count > MostLines)
            {
                break;
            }

            foreach (var phase in row.Phases.Where(p => !(p.EndsAt < now - Past)))
            {
                var what = row.Phases.Count == 1 ? row.Title : $"{row.Title}: {phase.Name}";
                Add(lines, row, $"{phase.Key}-start", phase.StartsAt, ExportMessages.Opens(what), address);
                if (phase.EndsAt is { } end)
                {
                    Add(lines, row, $"{phase.Key}-end", end, ExportMessages.Closes(what), address);
                }
            }
        }

        lines.Add("END:VCALENDAR");
        return string.Concat(lines.Select(Fold));
    }

    private static void Add(List<string> lines, ListingRow row, string id, DateTimeOffset at, string summary, Func<string, string> address) => lines.AddRange(
    [
        "BEGIN:VEVENT",
        $"UID:{row.Id:n}-{id}@agon",
        $"DTSTAMP:{Stamp(row.ChangedAt)}",
        $"LAST-MODIFIED:{Stamp(row.ChangedAt)}",
        $"DTSTART:{Stamp(at)}",
        $"SUMMARY:{Escape(summary)}",
        $"DESCRIPTION:{Escape($"{row.Institution}\n{row.Text}".TrimEnd())}",
        $"URL:{address(HubLinks.Competitions.Show(row.Slug))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]);

    private static string Stamp(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string text) => new StringBuilder(text).Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\r", "").Replace("\n", "\\n").ToString();

    // Longer lines go on after a line break and a blank, never within a character.
    private static string Fold(string line)
    {
        var folded = new StringBuilder(line.Length + 2);
        var room = LongestLine;
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room)
            {
                folded.Append("\r\n ");
                room = LongestLine - 1;
            }

            folded.Append(rune.ToString());
            room -= rune.Utf8SequenceLength;
        }

        return folded.Append("\r\n").ToString();
    }
}
