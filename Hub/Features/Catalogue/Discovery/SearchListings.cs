using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>
/// Finds listings: three queries, however many there are. What decides is read of all that have the words, and counted and sorted here; only
/// the page's rows are read whole. Listings of nodes that are not active are not shown, whatever their nodes say.
/// </summary>
internal sealed class SearchListings(HubDb db, TimeProvider clock)
{
    public async Task<DiscoverResult> ExecuteAsync(DiscoverQuery query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (found, values) = Facets.Count(await FactsAsync(query.Search, now, ct), query.Chosen, now);
        var paging = Paging.Of(query.Page, query.PageSize, found.Count);
        List<ListingFacts> page = [.. ListingFacts.Sorted(found, query.Sort).Skip(paging.Skip).Take(paging.PageSize)];
        return new DiscoverResult { Rows = await RowsAsync(page, ct), Paging = paging, Values = values };
    }

    private IQueryable<Listing> Listed => db.Listings.AsNoTracking().Where(l =>
        l.WithdrawnAt == null && db.Members.Any(m => m.Id == l.MemberId && m.State == MemberState.Active));

    // The status is the hub's of this instant, also where it has not been written down yet.
    private async Task<IEnumerable<ListingFacts>> FactsAsync(string? search, DateTimeOffset now, CancellationToken ct)
    {
        var turning = (await db.ListingPhases.AsNoTracking().Where(p => db.Listings.Any(l => l.Id == p.ListingId && l.StatusUntil <= now)).ToListAsync(ct))
            .ToLookup(p => p.ListingId);
        var facts = await Matching(search).Join(db.Members, l => l.MemberId, m => m.Id, (l, m) => new ListingFacts
        {
            Id = l.Id,
            Status = l.StatusNow,
            StatusUntil = l.StatusUntil,
            StartsAt = l.StartsAt,
            EndsAt = l.EndsAt,
            PublishedAt = l.PublishedAt,
            FirstSeenAt = l.FirstSeenAt,
            Institution = l.Institution ?? m.Institution,
            SubmissionKinds = l.SubmissionKinds,
            TaskTypes = l.TaskTypes,
            Modalities = l.Modalities,
            HasPrize = l.Prize != null,
            IsConfidential = l.IsConfidential,
            Participants = l.Participants,
            Submissions = l.Submissions,
        }).ToListAsync(ct);
        return facts.Select(f => turning.Contains(f.Id) ? f with { Status = ListingTime.At([.. turning[f.Id].OrderBy(p => p.Number)], now).Status } : f);
    }

#pragma warning disable CA1304, CA1311, CA1862 // The database does this, and knows no cultures.
    // Each word stands somewhere; both as typed and in lower case, because SQLite lowers ASCII only.
    private IQueryable<Listing> Matching(string? search) => SearchWords.Of(search).Aggregate(Listed, (found, word) =>
    {
        var lower = word.ToLowerInvariant();
        return found.Where(l =>
            l.Title.ToLower().Contains(lower) || l.Title.Contains(word)
            || l.Text.ToLower().Contains(lower) || l.Text.Contains(word)
            || l.Organizer.ToLower().Contains(lower) || l.Organizer.Contains(word)
            || l.Institution!.ToLower().Contains(lower) || l.Institution.Contains(word)
            || l.Tags.Any(t => t.ToLower().Contains(lower) || t.Contains(word))
            || db.Members.Any(m => m.Id == l.MemberId && l.Institution == null && (m.Institution!.ToLower().Contains(lower) || m.Institution.Contains(word))));
    });
#pragma warning restore CA1304, CA1311, CA1862

    private async Task<IReadOnlyList<ListingRow>> RowsAsync(List<ListingFacts> page, CancellationToken ct)
    {
        var ids = page.ConvertAll(f => f.Id);
        var rows = await Listed.Where(l => ids.Contains(l.Id)).Join(db.Members, l => l.MemberId, m => m.Id, (l, m) => new ListingRow
        {
            Id = l.Id,
            Slug = l.Slug,
            Title = l.Title,
            Text = l.Text,
            Institution = l.Institution ?? m.Institution ?? m.Name,
            IsVouched = m.Check == AddressCheck.Confirmed && (l.Institution == null || l.Institution == m.Institution),
            Status = l.StatusNow,
            StartsAt = l.StartsAt,
            EndsAt = l.EndsAt,
            Prize = l.Prize,
            Participants = l.Participants,
            SubmissionKinds = l.SubmissionKinds,
            IsConfidential = l.IsConfidential,
            Phases = l.Phases.OrderBy(p => p.Number).Select(p => new RowPhase(p.Number, p.Name, p.StartsAt, p.EndsAt)).ToList(),
        }).ToDictionaryAsync(r => r.Id, ct);

        // One may have gone since it was counted.
        return [.. page.Where(f => rows.ContainsKey(f.Id)).Select(f => rows[f.Id] with { Status = f.Status })];
    }
}
