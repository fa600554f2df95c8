using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Puts the submission a participant chose on a leaderboard, or takes it off, as far as the leaderboard's rule lets them.</summary>
internal sealed class ChooseEntry(NodeDb db, ReadBoards readBoards, ReadScores readScores, WriteEntry write, WriteRanks writeRanks, Outbox outbox)
{
    /// <param name="submissionId">The submission; the caller has checked that it is the participant's own.</param>
    /// <param name="leaderboard">The key of the leaderboard; null: the main one.</param>
    /// <param name="isWanted">Whether it shall be on the leaderboard.</param>
    /// <param name="mayManage">Whether they organize the competition too: nobody else learns of leaderboards hidden beside others.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<ChooseEntryOutcome> ExecuteAsync(Guid submissionId, string? leaderboard, bool isWanted, bool mayManage, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var competitionId = await db.Submissions.Where(s => s.Id == submissionId).Select(s => s.CompetitionId).SingleAsync(ct);
        await write.LockAsync(competitionId, ct);
        var submission = await db.Submissions.AsNoTracking().SingleAsync(s => s.Id == submissionId, ct);
        if ((await readBoards.ExecuteAsync(competitionId, ct)).Find(b => leaderboard is null ? b.IsMain : b.Key == leaderboard && b.IsKnownTo(mayManage)) is not { } board)
        {
            return new ChooseEntryOutcome.NoSuchLeaderboard();
        }

        if (!board.SubmissionRule.IsChosen || (!isWanted && !board.SubmissionRule.IsRemovable))
        {
            return new ChooseEntryOutcome.RuleDecides(board.SubmissionRule);
        }

        if (isWanted && submission.Status != SubmissionStatus.Scored)
        {
            return new ChooseEntryOutcome.NotScored();
        }

        var entry = await write.FindAsync(board, submission, ct);
        if (isWanted)
        {
            write.Write(entry, submission, board, await readScores.ExecuteAsync(submissionId, ct));
        }
        else if (entry?.SubmissionId == submissionId)
        {
            write.Remove(entry, board);
        }

        await writeRanks.ExecuteAsync(board, submission.PhaseId, ct);
        outbox.Add(new ScorePosted(board.StandingsOf(submission.PhaseId)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new ChooseEntryOutcome.Done();
    }
}

/// <summary>How choosing ended.</summary>
internal abstract record ChooseEntryOutcome
{
    private ChooseEntryOutcome()
    {
    }

    public sealed record Done : ChooseEntryOutcome;

    /// <summary>The competition has no leaderboard of this key.</summary>
    public sealed record NoSuchLeaderboard : ChooseEntryOutcome;

    /// <summary>Only what is scored can stand on a leaderboard.</summary>
    public sealed record NotScored : ChooseEntryOutcome;

    /// <summary>The leaderboard takes submissions by itself, or what stands there can be replaced but not taken off.</summary>
    public sealed record RuleDecides(SubmissionRule Rule) : ChooseEntryOutcome;
}
