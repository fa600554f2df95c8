using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Sets the hub's cursor in a node's feed back, so that the node tells again what came after; it hears of it with its next call.</summary>
internal sealed class ReplayFrom(HubDb db, TimeProvider clock)
{
    private const int Tries = 5;

    /// <param name="memberId">Which node.</param>
    /// <param name="from">The number after which it tells again; 0 for everything.</param>
    /// <param name="by">The curator.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ReplayOutcome> ExecuteAsync(Guid memberId, long from, Guid? by, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(memberId, from, by, ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // The node told something in the same instant.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<ReplayOutcome> TryAsync(Guid memberId, long from, Guid? by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (from < 0 || await db.FeedCursors.SingleOrDefaultAsync(c => c.MemberId == memberId, ct) is not { } cursor || from >= cursor.Cursor)
        {
            return ReplayOutcome.NotBack;
        }

        var member = await db.Members.AsNoTracking().SingleAsync(m => m.Id == memberId, ct);
        db.Add(new MemberChange
        {
            Id = Guid.CreateVersion7(now),
            MemberId = memberId,
            At = now,
            Act = MemberAct.Replay,
            From = member.State,
            To = member.State,
            Reason = IntakeMessages.Replayed(cursor.Cursor, from),
            By = by,
        });
        (cursor.Cursor, cursor.IsSetBack) = (from, true);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // They are judged anew.
        await db.IntakeProblems.Where(p => p.MemberId == memberId && p.Sequence > from).ExecuteDeleteAsync(ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return ReplayOutcome.Replayed;
    }
}

/// <summary>How setting a cursor back can end.</summary>
internal enum ReplayOutcome
{
    Replayed,

    /// <summary>The number is not before the hub's cursor, so there is nothing to tell again.</summary>
    NotBack,
}
