using Agon.Hub.Data;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Reports;

/// <summary>Reads the reports that are open, by the listing they are about; what waits longest first.</summary>
internal sealed class ReadReports(HubDb db)
{
    public const int PageSize = 20;

    public async Task<(IReadOnlyList<ReportedListing> Listings, Paging Paging)> ExecuteAsync(int? page, int pageSize, CancellationToken ct)
    {
        var open = db.ListingReports.AsNoTracking().Where(r => r.State == ReportState.Open);
        var paging = Paging.Of(page, pageSize, await open.Select(r => r.ListingId).Distinct().CountAsync(ct));
        var ids = await open.GroupBy(r => r.ListingId).OrderBy(g => g.Min(r => r.Id)).Select(g => g.Key).Skip(paging.Skip).Take(paging.PageSize).ToListAsync(ct);
        var reports = await (from report in open
                             where ids.Contains(report.ListingId)
                             join listing in db.Listings on report.ListingId equals listing.Id
                             join account in db.Users on report.AccountId equals account.Id into accounts
                             from account in accounts.DefaultIfEmpty()
                             orderby report.Id
                             select new { listing.Slug, listing.Title, Report = new OpenReport(report, account.DisplayName, account.Email) }).ToListAsync(ct);
        var byListing = reports.GroupBy(r => r.Report.Report.ListingId)
            .ToDictionary(g => g.Key, g => new ReportedListing(g.Key, g.First().Slug, g.First().Title, [.. g.Select(r => r.Report)]));
        return ([.. ids.Where(byListing.ContainsKey).Select(id => byListing[id])], paging);
    }
}

/// <summary>A listing with the reports about it, the oldest first.</summary>
internal sealed record ReportedListing(Guid Id, string Slug, string Title, IReadOnlyList<OpenReport> Reports)
{
    public long Newest => Reports[^1].Report.Id;
}

/// <summary>A report, and who sent it if they were signed in.</summary>
internal sealed record OpenReport(ListingReport Report, string? Who, string? Email);
