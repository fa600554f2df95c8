using Agon.Node.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.People;

/// <summary>Lets a person agree that the hub is told which entries are theirs, or take it back. What changes by it goes out with the next delivery.</summary>
internal sealed partial class ChooseToBeShown(NodeDb db, TimeProvider clock, ILogger<ChooseToBeShown> logger)
{
    public async Task<ShownOutcome> ExecuteAsync(Guid account, bool isShown, CancellationToken ct)
    {
        var shown = await db.ShownAtHubs.SingleOrDefaultAsync(s => s.AccountId == account, ct);
        if (!isShown)
        {
            return await TakeBackAsync(shown, ct);
        }

        if (await db.Memberships.Where(m => !m.IsLeaving).Select(m => m.Hub).SingleOrDefaultAsync(ct) is not { } hub)
        {
            return ShownOutcome.NoHub;
        }

        if (!await db.LinkedIdentities.AnyAsync(l => l.AccountId == account && l.IssuerAddress == hub, ct))
        {
            return ShownOutcome.NotLinked;
        }

        if (shown is null)
        {
            db.ShownAtHubs.Add(new ShownAtHub { AccountId = account, Hub = hub, AgreedAt = clock.GetUtcNow() });
        }
        else if (shown.Hub != hub)
        {
            (shown.Hub, shown.AgreedAt) = (hub, clock.GetUtcNow());
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, ShownAtHub.PrimaryKey))
        {
            // Sent twice at once: it is so already.
            db.ChangeTracker.Clear();
        }

        LogChosen(account, true);
        return ShownOutcome.Saved;
    }

    // Always possible, hub or not.
    private async Task<ShownOutcome> TakeBackAsync(ShownAtHub? shown, CancellationToken ct)
    {
        if (shown is not null)
        {
            db.ShownAtHubs.Remove(shown);
            try
            {
                await db.SaveChangesAsync(ct);
                LogChosen(shown.AccountId, false);
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }

        return ShownOutcome.Saved;
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} is shown at the hub: {IsShown}")]
    private partial void LogChosen(Guid account, bool isShown);
}

/// <summary>How choosing can end.</summary>
internal enum ShownOutcome
{
    Saved,

    /// <summary>This node belongs to no hub.</summary>
    NoHub,

    /// <summary>The account is not linked with a person of the hub, so the hub would not know whom this node means.</summary>
    NotLinked,
}
