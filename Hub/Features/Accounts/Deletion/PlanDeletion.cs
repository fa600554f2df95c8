using Agon.Hub.Data;
using Agon.Hub.Features.Administration;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>Lets a person ask that their account be deleted: in two weeks, and until then signing in takes it back.</summary>
internal sealed class PlanDeletion(HubDb db, UserManager<Account> users, EndAllSessions endSessions, DeletionMails mails, TimeProvider clock)
{
    /// <param name="account">Whose.</param>
    /// <param name="authenticatedAt">When they last showed who they are.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<PlanDeletionOutcome> ExecuteAsync(Account account, DateTimeOffset? authenticatedAt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!AccountClaims.IsFresh(authenticatedAt, now))
        {
            return new PlanDeletionOutcome.NotFresh();
        }

        if (await users.IsInRoleAsync(account, Staff.Administrator))
        {
            return new PlanDeletionOutcome.IsAdministrator();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var plan = new PlannedDeletion { AccountId = account.Id, AskedAt = now, DueAt = now + PlannedDeletion.CoolingOff };
        db.Add(plan);
        mails.Planned(account, plan.DueAt);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, PlannedDeletion.PrimaryKey))
        {
            return new PlanDeletionOutcome.PlannedBefore();
        }

        await users.UpdateSecurityStampAsync(account);
        await endSessions.ExecuteAsync(account.Id, ct);
        await transaction.CommitAsync(ct);
        mails.Leave();
        return new PlanDeletionOutcome.Planned(plan.DueAt);
    }
}

/// <summary>How asking for deletion can end.</summary>
internal abstract record PlanDeletionOutcome
{
    private PlanDeletionOutcome()
    {
    }

    public sealed record Planned(DateTimeOffset DueAt) : PlanDeletionOutcome;

    /// <summary>It was asked for in the same moment.</summary>
    public sealed record PlannedBefore : PlanDeletionOutcome;

    /// <summary>They showed who they are too long ago.</summary>
    public sealed record NotFresh : PlanDeletionOutcome;

    /// <summary>A hub without an administrator could not name another: another one dismisses them first.</summary>
    public sealed record IsAdministrator : PlanDeletionOutcome;
}
