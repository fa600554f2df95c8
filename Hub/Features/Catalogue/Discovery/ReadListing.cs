using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>Reads a listing by its name. One of a node that is limited is reached by links; of one that is suspended or gone it is not.</summary>
internal sealed class ReadListing(HubDb db, TimeProvider clock)
{
    public async Task<ListingView?> ExecuteAsync(string slug, CancellationToken ct)
    {
        var listing = await db.Listings.AsNoTracking().Reachable(db).Include(l => l.Phases.OrderBy(p => p.Number)).SingleOrDefaultAsync(l => l.Slug == slug, ct);
        if (listing is null)
        {
            return null;
        }

        var around = await (
            from member in db.Members.AsNoTracking()
            where member.Id == listing.MemberId
            join followed in db.FeedCursors on member.Id equals followed.MemberId into cursors
            from cursor in cursors.DefaultIfEmpty()
            join made in db.ListingCurations on listing.Id equals made.ListingId into curations
            from curation in curations.DefaultIfEmpty()
            join kept in db.Logos on listing.LogoSha256 equals kept.Sha256 into logos
            join wanted in db.LogoFetches on listing.Id equals wanted.ListingId into fetches
            from fetch in fetches.DefaultIfEmpty()
            from logo in logos.DefaultIfEmpty()
            select new { member, cursor, curation, HasLogo = logo != null && fetch == null }).SingleAsync(ct);
        return new ListingView(listing, around.member, around.cursor, around.curation, clock.GetUtcNow()) { HasLogo = around.HasLogo };
    }

    /// <summary>The name of a listing, in addresses.</summary>
    public Task<string> SlugAsync(Guid id, CancellationToken ct) => db.Listings.Where(l => l.Id == id).Select(l => l.Slug).SingleAsync(ct);
}
