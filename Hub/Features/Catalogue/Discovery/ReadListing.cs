using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>Reads a listing by its name. One of a node that is limited is reached by links; of one that is suspended or gone it is not.</summary>
internal sealed class ReadListing(HubDb db, TimeProvider clock)
{
    public async Task<ListingView?> ExecuteAsync(string slug, CancellationToken ct)
    {
        var listing = await db.Listings.AsNoTracking().Include(l => l.Phases.OrderBy(p => p.Number)).SingleOrDefaultAsync(
            l => l.Slug == slug && db.Members.Any(m => m.Id == l.MemberId && (m.State == MemberState.Active || m.State == MemberState.Limited)), ct);
        if (listing is null)
        {
            return null;
        }

        var node = await db.Members.AsNoTracking().SingleAsync(m => m.Id == listing.MemberId, ct);
        var cursor = await db.FeedCursors.AsNoTracking().SingleOrDefaultAsync(c => c.MemberId == listing.MemberId, ct);
        return new ListingView(listing, node, cursor, clock.GetUtcNow());
    }
}
