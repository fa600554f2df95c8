using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Search;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>
/// Finds listings: the database says which have the words, memory what decides and how many there are, and only the page's rows are read whole.
/// Listings of nodes that are not active are not shown, whatever their nodes say.
/// </summary>
internal sealed class SearchListings(HubDb db, CatalogueIndex index, FindByWords find, TimeProvider clock)
{
    public async Task<DiscoverResult> ExecuteAsync(DiscoverQuery query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var view = await index.NowAsync(db, ct);
        var words = SearchText.Words(query.Search);
        var hits = query.Search is null ? null : words.Count == 0 ? [] : await view.WithWordsAsync(words, find, ct);
        var (found, values) = CountFacets.Run(view, hits, query.Chosen, now);
        var paging = Paging.Of(query.Page, query.PageSize, found.Count);
        var page = SortRows.Page(view, found, query.Sort, isFeaturedFirst: !query.IsNarrowed, now, paging.Skip, paging.PageSize);
        var rows = await RowsAsync([.. page.Select(p => p.Id)], now, ct);

        // One may have gone since it was counted.
        return new DiscoverResult { Rows = [.. page.Where(p => rows.ContainsKey(p.Id)).Select(p => rows[p.Id] with { Status = p.Status })], Paging = paging, Values = values, Words = words };
    }

    private async Task<Dictionary<Guid, ListingRow>> RowsAsync(List<Guid> ids, DateTimeOffset now, CancellationToken ct) => await (
        from l in db.Listings.AsNoTracking()
        join m in db.Members on l.MemberId equals m.Id
        join made in db.ListingCurations on l.Id equals made.ListingId into curations
        from c in curations.DefaultIfEmpty()
        where ids.Contains(l.Id) && l.WithdrawnAt == null && m.State == MemberState.Active && c.HiddenReason == null && c.MergedIntoId == null
        select new ListingRow
        {
            Id = l.Id,
            Slug = l.Slug,
            Title = l.Title,
            Text = l.Text,
            Institution = c.Institution ?? l.Institution ?? m.Institution ?? m.Name,
            IsVouched = m.Check == AddressCheck.Confirmed && (c.Institution != null || l.Institution == null || l.Institution == m.Institution),
            Status = default,
            StartsAt = l.StartsAt,
            EndsAt = l.EndsAt,
            Prize = c.HasPrize == false ? null : l.Prize ?? (c.HasPrize == true ? DiscoveryMessages.SomePrize : null),
            Participants = l.Participants,
            SubmissionKinds = l.SubmissionKinds,
            IsConfidential = l.IsConfidential,
            IsFeatured = c != null && c.IsFeatured && (c.FeaturedUntil == null || c.FeaturedUntil > now),
            IsOfficial = c != null && c.IsOfficial,
            Phases = l.Phases.OrderBy(p => p.Number).Select(p => new RowPhase(p.Number, p.Name, p.StartsAt, p.EndsAt)).ToList(),
        }).ToDictionaryAsync(r => r.Id, ct);
}
