using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Brings the status of listings up to the clock.</summary>
internal sealed class MoveStatuses(HubDb db, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <summary>Moves on those whose time has come; returns the instant of the next.</summary>
    public async Task<DateTimeOffset?> ExecuteAsync(CancellationToken ct)
    {
        while (await SomeAsync(ct) == AtOnce)
        {
        }

        return await db.Listings.MinAsync(l => l.StatusUntil, ct);
    }

    private async Task<int> SomeAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Listings.Include(l => l.Phases).Where(l => l.StatusUntil <= now).OrderBy(l => l.StatusUntil).Take(AtOnce).ToListAsync(ct);
        foreach (var listing in due)
        {
            listing.Turn([.. listing.Phases.OrderBy(p => p.Number)], now);
            listing.ChangedAt = now;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return due.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            // A card changed meanwhile: again, by its new phases.
            return AtOnce;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
