using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>Notes, in the transaction that takes cards, which logos have to be fetched.</summary>
internal sealed class NoteLogos(HubDb db)
{
    /// <summary>Adds; the caller saves.</summary>
    /// <param name="listings">Those with another logo than before, or none any more.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task ExecuteAsync(IReadOnlyCollection<Listing> listings, DateTimeOffset now, CancellationToken ct)
    {
        if (listings.Count == 0)
        {
            return;
        }

        var ids = listings.Select(l => l.Id).ToList();
        await db.LogoFetches.Where(f => ids.Contains(f.ListingId)).ExecuteDeleteAsync(ct);
        var named = listings.Select(l => l.LogoSha256).OfType<string>().Distinct().ToList();
        var held = named.Count == 0 ? [] : await db.Logos.Where(g => named.Contains(g.Sha256)).Seen(db).Select(g => g.Sha256).ToHashSetAsync(ct);
        db.LogoFetches.AddRange(listings.Where(l => l.LogoSha256 is { } sha256 && !held.Contains(sha256)).Select(l => LogoFetch.Of(l, now)));
    }
}
