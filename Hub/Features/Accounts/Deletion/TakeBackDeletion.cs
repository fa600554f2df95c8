using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Audit;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>Who signs in wants their account: a deletion that was planned is not done.</summary>
internal sealed class TakeBackDeletion(HubDb db, MakeEvent make, DeletionMails mails)
{
    /// <summary>Called when a browser gets its cookie.</summary>
    public static async Task OnSignedInAsync(CookieSignedInContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.Principal?.AccountId is { } account
            && await services.GetRequiredService<TakeBackDeletion>().ExecuteAsync(account, context.HttpContext.RequestAborted))
        {
            services.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(context.HttpContext).Say(HubAccountMessages.DeletionTakenBack);
        }
    }

    /// <summary>Whether there was anything to take back.</summary>
    public async Task<bool> ExecuteAsync(Guid accountId, CancellationToken ct)
    {
        if (!await db.PlannedDeletions.AnyAsync(d => d.AccountId == accountId, ct))
        {
            return false;
        }

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        if (await db.PlannedDeletions.Where(d => d.AccountId == accountId).ExecuteDeleteAsync(ct) == 0)
        {
            return false;
        }

        db.Add(make.Of(SignOnEventKind.DeletionTakenBack, accountId));
        mails.TakenBack(await db.Users.SingleAsync(a => a.Id == accountId, ct));
        await db.SaveChangesAsync(ct);
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        mails.Leave();
        return true;
    }
}
