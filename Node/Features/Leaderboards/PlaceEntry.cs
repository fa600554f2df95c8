using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Gives a newly scored submission what the rule of each leaderboard gives it. Part of a transaction that is under way, which it saves to.</summary>
internal sealed class PlaceEntry(NodeDb db, ReadBoards readBoards, ReadScores readScores, WriteEntry write, WriteRanks writeRanks, Outbox outbox)
{
    public async Task ExecuteAsync(Submission submission, CancellationToken ct)
    {
        var boards = await readBoards.ExecuteAsync(submission.CompetitionId, ct);
        await write.LockAsync(submission.CompetitionId, ct);
        await db.SaveChangesAsync(ct);

        var scores = await readScores.ExecuteAsync(submission.Id, ct);
        submission.Primary = boards.Find(b => b.IsMain) is { } main ? scores.DecisiveOn(main) : null;
        await db.SaveChangesAsync(ct);

        foreach (var board in boards)
        {
            var entry = await write.FindAsync(board, submission, ct);
            if (await WinnerAsync(board, submission, entry, ct) is not { } winner)
            {
                continue;
            }

            if (entry is null || entry.SubmissionId != winner.Id || winner.Id == submission.Id)
            {
                write.Write(entry, winner, board, winner.Id == submission.Id ? scores : await readScores.ExecuteAsync(winner.Id, ct));
                await writeRanks.ExecuteAsync(board, submission.PhaseId, ct);
            }

            outbox.Add(new ScorePosted(board.StandingsOf(submission.PhaseId)));
        }
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
            case SubmissionRule.ForceLatestMultiple:
                return submission;
            case SubmissionRule.ForceBest when board.IsMain:
                var best = scored.OrderBy(s => s.Primary == null);
                best = board.Decisive.Sorting == SortDirection.Descending ? best.ThenByDescending(s => s.Primary) : best.ThenBy(s => s.Primary);
                return await best.ThenBy(s => s.Number).FirstAsync(ct);
            case SubmissionRule.ForceBest:
                return await BestAsync(board, await scored.OrderBy(s => s.Number).ToListAsync(ct), ct);
            default:
                return entry?.SubmissionId == submission.Id ? submission : null;
        }
    }

    // What ranks on the main leaderboard is kept with the submissions; what ranks on others is computed anew.
    private async Task<Submission> BestAsync(Leaderboard board, List<Submission> scored, CancellationToken ct)
    {
        var scores = await readScores.ExecuteAsync(scored.ConvertAll(s => s.Id), ct);
        var best = scored[0];
        foreach (var other in scored)
        {
            best = Ranking.IsBetter(scores[other.Id].DecisiveOn(board), scores[best.Id].DecisiveOn(board), board.Decisive.Sorting) ? other : best;
        }

        return best;
    }
}
