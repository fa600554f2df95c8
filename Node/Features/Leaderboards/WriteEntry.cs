using Agon.Node.Data;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Writes a person's row on a leaderboard; the caller's transaction saves it.</summary>
internal sealed class WriteEntry(NodeDb db, NoteChange note, TimeProvider clock)
{
    /// <summary>Makes others who write rows of the competition wait until the transaction ends.</summary>
    public Task LockAsync(Guid competitionId, CancellationToken ct) =>
        db.Competitions.Where(c => c.Id == competitionId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.LastSubmissionNumber, c => c.LastSubmissionNumber), ct);

    public Task<Entry?> FindAsync(Guid phaseId, Guid accountId, CancellationToken ct) =>
        db.Entries.Include(e => e.Scores).SingleOrDefaultAsync(e => e.PhaseId == phaseId && e.AccountId == accountId, ct);

    /// <summary>Takes a row off the leaderboard.</summary>
    public void Remove(Entry entry)
    {
        db.Entries.Remove(entry);
        note.OfEntry(entry.PhaseId, entry.Id);
    }

    /// <summary>Makes the row say what <paramref name="submission"/> scored.</summary>
    public void Write(Entry? entry, Submission submission, Leaderboard board, IReadOnlyDictionary<string, double> scores)
    {
        if (entry is null)
        {
            entry = new Entry
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                PhaseId = submission.PhaseId,
                AccountId = submission.AccountId,
                SubmissionId = submission.Id,
                SubmittedAt = submission.CreatedAt,
            };
            db.Entries.Add(entry);
        }

        note.OfEntry(entry.PhaseId, entry.Id);
        (entry.SubmissionId, entry.SubmittedAt, entry.Primary) = (submission.Id, submission.CreatedAt, submission.Primary);
        foreach (var column in board.Columns)
        {
            var cell = entry.Scores.Find(s => s.ColumnId == column.Id);
            if (!scores.TryGetValue(column.Key, out var value))
            {
                entry.Scores.RemoveAll(s => s.ColumnId == column.Id);
            }
            else if (cell is not null)
            {
                cell.Value = value;
            }
            else
            {
                entry.Scores.Add(new EntryScore { ColumnId = column.Id, Value = value });
            }
        }
    }
}
