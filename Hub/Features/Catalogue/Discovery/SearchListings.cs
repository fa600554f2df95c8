using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Search;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>
/// Finds listings: the database says which have the words, memory what decides and how many there are, and only the page's rows are read whole.
/// Listings of nodes that are not active are not shown, whatever their nodes say.
/// </summary>
internal sealed class SearchListings(HubDb db, CatalogueIndex index, FindByWords find, ReadRows read, TimeProvider clock)
{
    public async Task<DiscoverResult> ExecuteAsync(DiscoverQuery query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var view = await index.NowAsync(db, ct);
        var words = SearchText.Words(query.Search);
        var hits = query.Search is null ? null : words.Count == 0 ? [] : await view.WithWordsAsync(words, find, ct);
        var (found, values) = CountFacets.Run(view, hits, query.Chosen, now);
        if (query is { SeenAfter: { } after, SeenUpTo: { } upTo })
        {
            found = [.. found.Where(h => view.Rows[h.Row].FirstSeenAt > after.UtcTicks && view.Rows[h.Row].FirstSeenAt <= upTo.UtcTicks)];
        }

        var paging = Paging.Of(query.Page, query.PageSize, found.Count);
        var page = SortRows.Page(view, found, query.Sort, isFeaturedFirst: !query.IsNarrowed, now, paging.Skip, paging.PageSize);
        var rows = await read.ExecuteAsync(page, ct);

        // One may have gone since it was counted.
        return new DiscoverResult { Rows = [.. page.Where(rows.ContainsKey).Select(id => rows[id])], Paging = paging, Values = values, Words = words };
    }
}
