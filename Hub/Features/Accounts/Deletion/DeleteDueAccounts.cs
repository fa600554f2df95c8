using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>Deletes accounts whose time has come, each in one transaction with the notes by which nodes are told.</summary>
internal sealed partial class DeleteDueAccounts(HubDb db, EndAllSessions endSessions, ForgetPerson forget, DeletionMails mails, TimeProvider clock, ILogger<DeleteDueAccounts> logger)
{
    /// <summary>How many were deleted.</summary>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var forgotten = now - DeletedSubject.Kept;
        await db.DeletedSubjects.Where(d => d.DeletedAt < forgotten).ExecuteDeleteAsync(ct);
        var count = 0;
        foreach (var account in await db.PlannedDeletions.Where(d => d.DueAt <= now).OrderBy(d => d.DueAt).Select(d => d.AccountId).ToListAsync(ct))
        {
            try
            {
                count += await DeleteAsync(account, now, ct) ? 1 : 0;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The others are owed theirs all the same.
                LogFailed(e, account);
            }

            db.ChangeTracker.Clear();
        }

        return count;
    }

    private async Task<bool> DeleteAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Whoever removes the plan decides: a sign-in in the same moment takes it back, or finds no account.
        if (await db.PlannedDeletions.Where(d => d.AccountId == id && d.DueAt <= now).ExecuteDeleteAsync(ct) == 0)
        {
            return false;
        }

        mails.Deleted(await db.Users.AsNoTracking().SingleAsync(a => a.Id == id, ct));
        await endSessions.ExecuteAsync(id, ct);
        await forget.ExecuteAsync(id, ct);
        // Those of nodes that left too: if they come back, they still know the person.
        db.AddRange((await db.PairwiseSubjects.Where(s => s.AccountId == id && db.Clients.Any(c => c.MemberId != null && c.Sector == s.Sector)).ToListAsync(ct))
            .Select(s => new DeletedSubject { Id = Guid.CreateVersion7(now), Sector = s.Sector, Subject = s.Subject, DeletedAt = now }));
        await db.SaveChangesAsync(ct);
        await db.Users.Where(a => a.Id == id).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        mails.Leave();
        LogDeleted(id);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Account {Account} is due to be deleted, and that failed; the next round tries again")]
    private partial void LogFailed(Exception exception, Guid account);

    [LoggerMessage(LogLevel.Information, "Account {Account} was deleted, as its owner asked two weeks ago")]
    private partial void LogDeleted(Guid account);
}
