using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>Finds standings a curator may add to a series: of live competitions with these words in their title or address, those that curators hid as well.</summary>
internal sealed class FindStandings(HubDb db)
{
    public const int Most = 30;

    public async Task<IReadOnlyList<FoundStandings>> ExecuteAsync(Guid series, string words, CancellationToken ct)
    {
        // The address of a page counts by its last part; a name in an address has a title's words in small letters, without accents.
        var wanted = words.Trim().TrimEnd('/').Split('/')[^1];
        return await Of(series, wanted, MemberSlug.Words(wanted) is { Length: > 0 } slug ? slug : wanted).Take(Most).ToListAsync(ct);
    }

    private IQueryable<FoundStandings> Of(Guid series, string title, string slug) =>
        from listing in db.Listings.AsNoTracking().Live(db)
        where listing.Title.Contains(title) || listing.Slug.Contains(slug)
        join node in db.Members on listing.MemberId equals node.Id
        join standings in db.Standings on listing.Id equals standings.ListingId
        join phase in db.ListingPhases on new { standings.ListingId, standings.Key } equals new { phase.ListingId, phase.Key }
        where !db.SeriesMembers.Any(m => m.SeriesId == series && m.ListingId == listing.Id && m.PhaseKey == standings.Key)
        orderby listing.Title, listing.Id, phase.Number
        select new FoundStandings(listing.Id, standings.Key, listing.Slug, listing.Title, phase.Name, node.Name, standings.Metric, standings.Entries);
}

/// <summary>Standings that may be added.</summary>
internal sealed record FoundStandings(Guid ListingId, string PhaseKey, string Slug, string Title, string Phase, string Node, string Metric, int Entries);
