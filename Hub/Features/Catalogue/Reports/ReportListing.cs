using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Reports;

/// <summary>Tells the curators what is wrong with a listing.</summary>
internal sealed class ReportListing(HubDb db, ReadListing read, TimeProvider clock)
{
    /// <param name="slug">Which listing.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="text">The same in words; may be empty, unless the reason says nothing.</param>
    /// <param name="account">Who says so, if they are signed in.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ReportListingOutcome> ExecuteAsync(string slug, ReportReason? reason, string? text, Guid? account, CancellationToken ct)
    {
        text = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        if (await read.ExecuteAsync(slug, ct) is not { IsShown: true, Listing: var listing })
        {
            return ReportListingOutcome.NotShown;
        }

        if (reason is not { } why || !Enum.IsDefined(why))
        {
            return ReportListingOutcome.NeedsReason;
        }

        if (text is null ? why == ReportReason.Other : text.Length > ListingReport.TextMaxLength)
        {
            return text is null ? ReportListingOutcome.NeedsText : ReportListingOutcome.TextTooLong;
        }

        if (await db.ListingReports.CountAsync(r => r.ListingId == listing.Id && r.State == ReportState.Open, ct) >= ListingReport.MostOpen)
        {
            return ReportListingOutcome.Enough;
        }

        db.Add(new ListingReport { ListingId = listing.Id, At = clock.GetUtcNow(), Reason = why, Text = text, AccountId = account });
        try
        {
            await db.SaveChangesAsync(ct);
            return ReportListingOutcome.Reported;
        }
        catch (DbUpdateException e) when (e.Breaks(db, ListingReport.OncePerAccountIndex))
        {
            db.ChangeTracker.Clear();
            return ReportListingOutcome.ReportedBefore;
        }
    }
}

/// <summary>How reporting a listing can end.</summary>
internal enum ReportListingOutcome
{
    Reported,

    /// <summary>There is no such listing that is shown.</summary>
    NotShown,

    /// <summary>None was chosen.</summary>
    NeedsReason,

    /// <summary>"Something else" alone says nothing.</summary>
    NeedsText,

    TextTooLong,

    /// <summary>The same person did so, and curators have yet to look.</summary>
    ReportedBefore,

    /// <summary>Curators have many reports about it already.</summary>
    Enough,
}
