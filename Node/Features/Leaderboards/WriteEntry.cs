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

    /// <summary>The row the submission has or would take the place of.</summary>
    public Task<Entry?> FindAsync(Leaderboard board, Submission submission, CancellationToken ct)
    {
        var slot = board.SubmissionRule.SlotOf(submission.Number);
        return db.Entries.AsSplitQuery().Include(e => e.Scores).Include(e => e.TaskScores)
            .SingleOrDefaultAsync(e => e.LeaderboardId == board.Id && e.PhaseId == submission.PhaseId && e.AccountId == submission.AccountId && e.Slot == slot, ct);
    }

    /// <summary>Takes a row off the leaderboard.</summary>
    public void Remove(Entry entry, Leaderboard board)
    {
        db.Entries.Remove(entry);
        note.OfEntry(board.StandingsOf(entry.PhaseId), entry.Id);
    }

    /// <summary>Makes the row say what <paramref name="submission"/> scored. What depends on ranks is for <see cref="WriteRanks"/>.</summary>
    public void Write(Entry? entry, Submission submission, Leaderboard board, SubmissionScores scores)
    {
        if (entry is null)
        {
            entry = new Entry
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                LeaderboardId = board.Id,
                PhaseId = submission.PhaseId,
                AccountId = submission.AccountId,
                Slot = board.SubmissionRule.SlotOf(submission.Number),
                SubmissionId = submission.Id,
                SubmittedAt = submission.CreatedAt,
            };
            db.Entries.Add(entry);
        }

        note.OfEntry(board.StandingsOf(entry.PhaseId), entry.Id);
        (entry.SubmissionId, entry.SubmittedAt) = (submission.Id, submission.CreatedAt);
        var own = board.Columns.FindAll(c => !Computations.IsOverRanks(board, c));
        var cells = scores.On(board);
        EntryCells.Set(entry, own, cells);
        foreach (var (task, values) in scores.ByTask)
        {
            EntryCells.Set(entry, task, own, scores.ByTask.Count > 1 ? SubmissionScores.On(board, values) : []);
        }

        if (own.Contains(board.Primary))
        {
            entry.Primary = cells.TryGetValue(board.Primary.Key, out var primary) ? primary : null;
        }
    }
}
