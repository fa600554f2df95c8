using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Runs;

/// <summary>Reads what the containers of one lease of a run wrote.</summary>
internal sealed class ReadLog(NodeDb db)
{
    /// <summary>The pieces of a stream from a position on, in order; the first is cut there.</summary>
    public async IAsyncEnumerable<LogChunk> FromAsync(Guid runId, int token, LogStream stream, long from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        // The piece that holds the position begins before it, and only its text tells how long it is.
        var pieces = db.RunLogs.AsNoTracking().Where(l => l.RunId == runId && l.FencingToken == token && l.Stream == stream);
        var first = await pieces.Where(l => l.Offset <= from).MaxAsync(l => (long?)l.Offset, ct) ?? 0;
        await foreach (var piece in pieces.Where(l => l.Offset >= first).OrderBy(l => l.Offset).AsAsyncEnumerable().WithCancellation(ct))
        {
            var known = (int)Math.Clamp(from - piece.Offset, 0, piece.Text.Length);
            if (known < piece.Text.Length)
            {
                yield return new LogChunk(stream, piece.Offset + known, piece.Text[known..]);
            }
        }
    }

    /// <summary>The last part of each stream that has any text: enough for a page.</summary>
    public async Task<IReadOnlyList<LogTail>> TailsAsync(Guid runId, int token, int maxLength, CancellationToken ct)
    {
        var ends = await db.RunLogs.AsNoTracking().Where(l => l.RunId == runId && l.FencingToken == token)
            .GroupBy(l => l.Stream)
            .Select(g => new { Stream = g.Key, Last = g.Max(l => l.Offset) })
            .ToListAsync(ct);
        var tails = new List<LogTail>();
        foreach (var end in ends.OrderBy(e => e.Stream))
        {
            var chunks = new List<LogChunk>();
            await foreach (var chunk in FromAsync(runId, token, end.Stream, Math.Max(0, end.Last - maxLength), ct))
            {
                chunks.Add(chunk);
            }

            var text = string.Concat(chunks.Select(c => c.Text));
            tails.Add(new LogTail(end.Stream, text, chunks[^1].Offset + chunks[^1].Text.Length, IsWhole: chunks[0].Offset == 0));
        }

        return tails;
    }
}

/// <summary>The end of one stream's log.</summary>
/// <param name="Stream">Whose.</param>
/// <param name="Text">The text shown.</param>
/// <param name="End">Where it ends in the stream, in UTF-16 code units.</param>
/// <param name="IsWhole">Whether nothing is left out before it.</param>
internal sealed record LogTail(LogStream Stream, string Text, long End, bool IsWhole);
