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
        var view = await index.NowAsync(db, ct);
        var now = clock.GetUtcNow();
        var timed = view.At(now);
        var words = SearchText.Words(query.Search);
        var hits = query.Search is null ? null : await view.WithWordsAsync(words, find, ct);
        var (found, values) = CountFacets.Run(view, timed, hits?.Set, query.Chosen);
        if (query is { SeenAfter: { } after, SeenUpTo: { } upTo })
        {
            found = found.Where(i => view.Details[i].FirstSeenAt > after.UtcTicks && view.Details[i].FirstSeenAt <= upTo.UtcTicks);
        }

        var paging = Paging.Of(query.Page, query.PageSize, found.Count());
        var (skip, take) = (paging.Skip, paging.PageSize);
        var page = query.Sort switch
        {
            DiscoverSort.Relevance when hits is { InTitle: { } first } => SortRows.Page(timed.ByUrgency(isFeaturedFirst: false), found, first, skip, take),
            DiscoverSort.Relevance => SortRows.Best(view, timed, hits?.Ranks ?? [], found, skip, take),
            DiscoverSort.Newest => SortRows.Page(view.ByNewness, found, null, skip, take),
            DiscoverSort.MostActive => SortRows.Page(view.ByActivity, found, null, skip, take),
            _ => SortRows.Page(timed.ByUrgency(isFeaturedFirst: !query.IsNarrowed), found, null, skip, take),
        };
        var ids = page.ConvertAll(row => view.Details[row].Id);
        var rows = ids.Count == 0 ? [] : await read.ExecuteAsync(ids, ct);

        // One may have gone since it was counted.
        return new DiscoverResult { Rows = [.. ids.Where(rows.ContainsKey).Select(id => rows[id])], Paging = paging, Values = values, Words = words };
    }
}
