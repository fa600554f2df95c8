using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>Adds log text to a run's streams: only what lies past their ends, and only up to the limit of each.</summary>
internal sealed class AppendLog(NodeDb db, IOptions<RunOptions> options)
{
    public const string CutNotice = "\n[The log is longer than the site keeps: the rest is left out.]\n";

    /// <summary>Notes the new text for the coming save; whether there was any.</summary>
    public async Task<bool> ExecuteAsync(Run run, IReadOnlyList<LogChunk> chunks, CancellationToken ct)
    {
        var added = false;
        foreach (var stream in chunks.GroupBy(c => c.Stream))
        {
            if (stream.Key == LogStream.Scoring)
            {
                run.NoteScoring();
            }

            var end = await EndAsync(run, stream.Key, ct);
            foreach (var chunk in stream.OrderBy(c => c.Offset))
            {
                if (Fresh(chunk, end) is { Length: > 0 } text)
                {
                    var offset = Math.Max(end, chunk.Offset);
                    db.RunLogs.Add(new RunLog { RunId = run.Id, FencingToken = run.FencingToken, Stream = stream.Key, Offset = offset, Text = text });
                    end = offset + text.Length;
                    added = true;
                }
            }
        }

        return added;
    }

    private async Task<long> EndAsync(Run run, LogStream stream, CancellationToken ct)
    {
        // The text's length is taken here: databases count characters in other units.
        var last = await db.RunLogs.AsNoTracking()
            .Where(l => l.RunId == run.Id && l.FencingToken == run.FencingToken && l.Stream == stream)
            .OrderByDescending(l => l.Offset)
            .Select(l => new { l.Offset, l.Text })
            .FirstOrDefaultAsync(ct);
        return last is null ? 0 : last.Offset + last.Text.Length;
    }

    /// <summary>What of a chunk lies past the end, cut at the limit.</summary>
    private string Fresh(LogChunk chunk, long end)
    {
        var known = Math.Max(0, end - chunk.Offset);
        if (known >= chunk.Text.Length || end > options.Value.LogBytes)
        {
            return "";
        }

        var text = Storable(chunk.Text[(int)known..]);
        var room = options.Value.LogBytes - Math.Max(end, chunk.Offset);
        return text.Length <= room ? text : string.Concat(text.AsSpan(0, (int)Math.Max(0, room)), CutNotice);
    }

    // PostgreSQL stores neither NUL nor halves of surrogate pairs; one unit for one unit, so that offsets keep.
    private static string Storable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }

        var units = text.ToCharArray();
        for (var i = 0; i < units.Length; i++)
        {
            if (char.IsHighSurrogate(units[i]) && i + 1 < units.Length && char.IsLowSurrogate(units[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(units[i]) || units[i] == '\0')
            {
                units[i] = '\ufffd';
            }
        }

        return new string(units);
    }
}
