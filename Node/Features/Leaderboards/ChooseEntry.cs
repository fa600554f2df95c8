using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Puts the submission a participant chose on the leaderboard, or takes theirs off it: where the rule is <see cref="SubmissionRule.Add"/>.</summary>
internal sealed class ChooseEntry(NodeDb db, ReadScores readScores, WriteEntry write, Outbox outbox)
{
    /// <param name="submissionId">The submission; the caller has checked that it is the participant's own.</param>
    /// <param name="isWanted">Whether it shall be on the leaderboard.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<ChooseEntryOutcome> ExecuteAsync(Guid submissionId, bool isWanted, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var competitionId = await db.Submissions.Where(s => s.Id == submissionId).Select(s => s.CompetitionId).SingleAsync(ct);
        await write.LockAsync(competitionId, ct);
        var submission = await db.Submissions.AsNoTracking().Include(s => s.Phase!.Leaderboard!.Columns).SingleAsync(s => s.Id == submissionId, ct);
        var board = submission.Phase!.Leaderboard!;
        if (board.SubmissionRule != SubmissionRule.Add)
        {
            return new ChooseEntryOutcome.RuleDecides(board.SubmissionRule);
        }

        if (isWanted && submission.Status != SubmissionStatus.Scored)
        {
            return new ChooseEntryOutcome.NotScored();
        }

        var entry = await write.FindAsync(submission.PhaseId, submission.AccountId, ct);
        if (isWanted)
        {
            write.Write(entry, submission, board, await readScores.ExecuteAsync(submissionId, ct));
        }
        else if (entry?.SubmissionId == submissionId)
        {
            write.Remove(entry);
        }

        outbox.Add(new ScorePosted(submission.PhaseId));
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

    /// <summary>Only what is scored can stand on a leaderboard.</summary>
    public sealed record NotScored : ChooseEntryOutcome;

    /// <summary>The phase takes the last or the best by itself.</summary>
    public sealed record RuleDecides(SubmissionRule Rule) : ChooseEntryOutcome;
}
