using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Curation.Quality;

/// <summary>Finds listings for curators, whether they are shown or not; the worst first.</summary>
internal sealed class FindListings(HubDb db, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<(IReadOnlyList<CuratedRow> Rows, Paging Paging)> ExecuteAsync(ListingsFilter filter, int? page, int pageSize, CancellationToken ct)
    {
        var found = Fitting(Layered(), filter);
        var paging = Paging.Of(page, pageSize, await found.CountAsync(ct));
        var rows = await found.OrderBy(ListingQuality.Of<CuratedRow>(r => r.Facts)).ThenBy(r => r.Title).ThenBy(r => r.Id)
            .Skip(paging.Skip).Take(paging.PageSize).ToListAsync(ct);
        return (rows, paging);
    }

    // With its node and what curators made of it.
    private IQueryable<CuratedRow> Layered()
    {
        var now = clock.GetUtcNow();
        var silent = now - ListingQuality.Silence;
        return from l in db.Listings.AsNoTracking()
               join m in db.Members on l.MemberId equals m.Id
               join made in db.ListingCurations on l.Id equals made.ListingId into curations
               from c in curations.DefaultIfEmpty()
               join asked in db.LinkChecks on l.Id equals asked.ListingId into checks
               from k in checks.DefaultIfEmpty()
               join fetched in db.LogoFetches on l.Id equals fetched.ListingId into fetches
               from f in fetches.DefaultIfEmpty()
               select new CuratedRow
               {
                   Id = l.Id,
                   Slug = l.Slug,
                   Title = l.Title,
                   NodeName = m.Name,
                   NodeSlug = m.Slug,
                   NodeState = m.State,
                   HeardAt = m.LastSeenAt,
                   ChangedAt = l.ChangedAt,
                   IsWithdrawn = l.WithdrawnAt != null,
                   IsHidden = c.HiddenReason != null,
                   IsFeatured = c != null && c.IsFeatured && (c.FeaturedUntil == null || c.FeaturedUntil > now),
                   IsOfficial = c != null && c.IsOfficial,
                   IsMerged = c.MergedIntoId != null,
                   Reports = db.ListingReports.Count(r => r.ListingId == l.Id && r.State == Reports.ReportState.Open),
                   Facts = new QualityFacts
                   {
                       // One that is merged itself leads on.
                       IsLost = c.MergedIntoId != null
                           && !db.Listings.Live(db).Any(o => o.Id == c.MergedIntoId && !db.ListingCurations.Any(h => h.ListingId == o.Id && h.HiddenReason != null)),
                       IsNodeSilent = m.LastSeenAt == null || m.LastSeenAt < silent,
                       IsUnused = l.EndsAt != null && l.EndsAt <= now && (l.Submissions ?? 0) == 0,
                       HasNoText = l.Text == "",
                       HasNoWords = l.Tags.Count == 0 && (c == null || c.Tags.Count == 0) && l.TaskTypes.Count == 0 && (c == null || c.TaskTypes == null || c.TaskTypes!.Count == 0),
                       HasNoEnd = l.EndsAt == null,
                       HasNoLogo = l.LogoAddress == null,
                       IsLinkDead = k.DeadSince != null && k.Address == l.Address,
                       DeadSince = k.DeadSince,
                       LinkProblem = k.Problem,
                       LinkStatus = k.Status,
                       IsLogoMissed = f.Problem != null,
                       LogoProblem = f.Problem,
                       LogoStatus = f.Status,
                   },
               };
    }

    private static IQueryable<CuratedRow> Fitting(IQueryable<CuratedRow> rows, ListingsFilter filter)
    {
        rows = filter.Show switch
        {
            ListingsShown.Low => rows.Where(r => !r.IsWithdrawn && !r.IsHidden).Where(ListingQuality.IsLow<CuratedRow>(r => r.Facts)),
            ListingsShown.Hidden => rows.Where(r => r.IsHidden),
            ListingsShown.Featured => rows.Where(r => r.IsFeatured),
            ListingsShown.Merged => rows.Where(r => r.IsMerged),
            ListingsShown.Official => rows.Where(r => r.IsOfficial),
            ListingsShown.Withdrawn => rows.Where(r => r.IsWithdrawn),
            _ => rows.Where(r => !r.IsWithdrawn),
        };
#pragma warning disable CA1304, CA1311, CA1862 // The database does this, and knows no cultures.
        return filter.Search?.ToLowerInvariant() is { } search
            ? rows.Where(r => r.Title.ToLower().Contains(search) || r.Title.Contains(filter.Search) || r.Slug.Contains(search) || r.NodeName.ToLower().Contains(search) || r.NodeName.Contains(filter.Search))
            : rows;
#pragma warning restore CA1304, CA1311, CA1862
    }
}

/// <summary>Which listings are asked for.</summary>
internal sealed record ListingsFilter(ListingsShown Show = ListingsShown.All, string? Search = null);

/// <summary>What curators choose from.</summary>
internal enum ListingsShown
{
    /// <summary>But for those that are withdrawn.</summary>
    All,
    Low,
    Hidden,
    Featured,
    Merged,
    Official,
    Withdrawn,
}

/// <summary>A listing as curators see it in a list.</summary>
internal sealed record CuratedRow
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string NodeName { get; init; }
    public required string NodeSlug { get; init; }
    public required MemberState NodeState { get; init; }
    public required DateTimeOffset? HeardAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required bool IsWithdrawn { get; init; }
    public required bool IsHidden { get; init; }
    public required bool IsFeatured { get; init; }
    public required bool IsOfficial { get; init; }
    public required bool IsMerged { get; init; }

    /// <summary>How many reports about it are open.</summary>
    public required int Reports { get; init; }

    public required QualityFacts Facts { get; init; }

    public int Score => ListingQuality.Score(Facts);
}
