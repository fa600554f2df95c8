using Agon.Node.Data;
using Agon.Node.Features.Feed;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>
/// Brings the columns that depend on ranks up to date, after a row of the leaderboard came, changed or went: in the transaction of that change,
/// whose lock keeps others from changing rows meanwhile. Only cells that differ are written.
/// </summary>
internal sealed class WriteRanks(NodeDb db, NoteChange note)
{
    // More rows than this are told in one go.
    private const int Few = 20;

    public async Task ExecuteAsync(Leaderboard board, Guid phaseId, CancellationToken ct)
    {
        if (!Computations.HasRanks(board))
        {
            return;
        }

        await db.SaveChangesAsync(ct);
        var entries = await db.Entries.AsSplitQuery().Include(e => e.Scores).Include(e => e.TaskScores)
            .Where(e => e.LeaderboardId == board.Id && e.PhaseId == phaseId).OrderBy(e => e.Id).ToListAsync(ct);
        var keys = board.Columns.ToDictionary(c => c.Id, c => c.Key);
        var ranked = board.Columns.FindAll(c => Computations.IsOverRanks(board, c));
        var rows = entries.ConvertAll(e => e.Scores.ToDictionary(s => keys[s.ColumnId], s => s.Value, StringComparer.Ordinal));
        Computations.Fill(board, rows);
        List<Guid> changed = [];
        foreach (var (entry, row) in entries.Zip(rows))
        {
            if (EntryCells.Set(entry, ranked, row))
            {
                changed.Add(entry.Id);
            }

            entry.Primary = row.TryGetValue(board.Primary.Key, out var primary) ? primary : null;
        }

        foreach (var task in entries.SelectMany(e => e.TaskScores.Select(s => s.TaskId)).Distinct().ToList())
        {
            OfTask(board, entries, task, keys, ranked);
        }

        Note(board.StandingsOf(phaseId), changed);
        await db.SaveChangesAsync(ct);
    }

    private static void OfTask(Leaderboard board, List<Entry> entries, Guid task, Dictionary<Guid, string> keys, List<LeaderboardColumn> ranked)
    {
        var rows = entries.ConvertAll(e => e.TaskScores.Where(s => s.TaskId == task).ToDictionary(s => keys[s.ColumnId], s => s.Value, StringComparer.Ordinal));
        Computations.Fill(board, rows);
        foreach (var (entry, row) in entries.Zip(rows))
        {
            EntryCells.Set(entry, task, ranked, row);
        }
    }

    private void Note(Guid standings, List<Guid> changed)
    {
        if (changed.Count > Few)
        {
            note.OfEntries(standings, default);
            return;
        }

        changed.ForEach(entry => note.OfEntry(standings, entry));
    }
}
