using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>Brings what is fetched and kept in line with what listings refer to, whatever happened to either.</summary>
internal sealed class SweepLogos(HubDb db, TimeProvider clock)
{
    public const int AtOnce = 500;

    public async Task ExecuteAsync(CancellationToken ct)
    {
        await db.LogoFetches.Where(f => db.Listings.Any(l => l.Id == f.ListingId && (l.WithdrawnAt != null || l.LogoSha256 != f.Sha256 || l.LogoAddress != f.Address))).ExecuteDeleteAsync(ct);
        await db.Logos.Where(g => !db.Listings.Any(l => l.LogoSha256 == g.Sha256)).ExecuteDeleteAsync(ct);

        var lost = await db.Listings.AsNoTracking()
            .Where(l => l.LogoSha256 != null && l.WithdrawnAt == null && !db.Logos.Any(g => g.Sha256 == l.LogoSha256) && !db.LogoFetches.Any(f => f.ListingId == l.Id))
            .OrderBy(l => l.Id).Take(AtOnce).ToListAsync(ct);
        db.LogoFetches.AddRange(lost.Select(l => LogoFetch.Of(l, clock.GetUtcNow())));
        await db.SaveChangesAsync(ct);
    }
}
