using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Gives a newly scored submission what the phase's rule gives it. Part of a transaction that is under way, which it saves to.</summary>
internal sealed class PlaceEntry(NodeDb db, ReadBoard readBoard, ReadScores readScores, WriteEntry write, Outbox outbox)
{
    public async Task ExecuteAsync(Submission submission, CancellationToken ct)
    {
        var board = await readBoard.ExecuteAsync(submission.PhaseId, ct);
        await write.LockAsync(submission.CompetitionId, ct);
        await db.SaveChangesAsync(ct);

        var scores = await readScores.ExecuteAsync(submission.Id, ct);
        submission.Primary = scores.TryGetValue(board.Primary.Key, out var value) ? value : null;
        await db.SaveChangesAsync(ct);

        var entry = await write.FindAsync(submission.PhaseId, submission.AccountId, ct);
        if (await WinnerAsync(board, submission, entry, ct) is not { } winner)
        {
            return;
        }

        if (entry is null || entry.SubmissionId != winner.Id || winner.Id == submission.Id)
        {
            write.Write(entry, winner, board, winner.Id == submission.Id ? scores : await readScores.ExecuteAsync(winner.Id, ct));
        }

        outbox.Add(new ScorePosted(submission.PhaseId));
    }

    /// <summary>The submission whose row the person gets; null: this score changes nothing.</summary>
    private async Task<Submission?> WinnerAsync(Leaderboard board, Submission submission, Entry? entry, CancellationToken ct)
    {
        var scored = db.Submissions.Where(s =>
            s.PhaseId == submission.PhaseId && s.AccountId == submission.AccountId && s.Status == SubmissionStatus.Scored);
        switch (board.SubmissionRule)
        {
            case SubmissionRule.ForceLast:
                return await scored.OrderByDescending(s => s.Number).FirstAsync(ct);
            case SubmissionRule.ForceBest:
                var best = scored.OrderBy(s => s.Primary == null);
                best = board.Primary.Sorting == SortDirection.Descending ? best.ThenByDescending(s => s.Primary) : best.ThenBy(s => s.Primary);
                return await best.ThenBy(s => s.Number).FirstAsync(ct);
            default:
                return entry?.SubmissionId == submission.Id ? submission : null;
        }
    }
}
