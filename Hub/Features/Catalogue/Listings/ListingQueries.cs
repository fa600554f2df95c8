using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;

namespace Agon.Hub.Features.Catalogue.Listings;

/// <summary>Who meets which listings; each of these is narrower than the one before.</summary>
internal static class ListingQueries
{
    /// <summary>Those whose address answers: their node is served. One that is withdrawn or hidden answers that it is gone, one that is merged leads to the other.</summary>
    public static IQueryable<Listing> Reachable(this IQueryable<Listing> listings, HubDb db) =>
        listings.OfNodes(db.Members.Where(m => m.State == MemberState.Active || m.State == MemberState.Limited));

    /// <summary>Those of the reachable ones that their node has still, whatever curators made of them.</summary>
    public static IQueryable<Listing> Live(this IQueryable<Listing> listings, HubDb db) => listings.Reachable(db).Where(l => l.WithdrawnAt == null);

    /// <summary>Those of the live ones that stand for themselves and are not hidden: who has the link sees them.</summary>
    public static IQueryable<Listing> Shown(this IQueryable<Listing> listings, HubDb db) => listings.Live(db).NotTakenAway(db);

    /// <summary>Those that everybody finds: shown ones of nodes that are not limited.</summary>
    public static IQueryable<Listing> Listed(this IQueryable<Listing> listings, HubDb db) =>
        listings.OfNodes(db.Members.Where(m => m.State == MemberState.Active)).Where(l => l.WithdrawnAt == null).NotTakenAway(db);

    private static IQueryable<Listing> OfNodes(this IQueryable<Listing> listings, IQueryable<Member> nodes) => listings.Where(l => nodes.Any(m => m.Id == l.MemberId));

    private static IQueryable<Listing> NotTakenAway(this IQueryable<Listing> listings, HubDb db) =>
        listings.Where(l => !db.ListingCurations.Any(c => c.ListingId == l.Id && (c.HiddenReason != null || c.MergedIntoId != null)));
}
