using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>Which pictures may be shown for what.</summary>
internal static class LogoQueries
{
    /// <summary>
    /// Those that everybody sees at some listing. A node that names one of these need not send it; any other it has to send itself, so that
    /// nobody shows by its digest what was hidden somewhere else.
    /// </summary>
    public static IQueryable<StoredLogo> Seen(this IQueryable<StoredLogo> logos, HubDb db) =>
        logos.Where(g => db.Listings.Listed(db).Any(l => l.LogoSha256 == g.Sha256 && !db.LogoFetches.Any(f => f.ListingId == l.Id)));
}
