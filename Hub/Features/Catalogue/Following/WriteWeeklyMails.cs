using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Following;

/// <summary>Writes the mails that are due: one person, one transaction, so that nobody gets two and nobody none.</summary>
internal sealed partial class WriteWeeklyMails(
    HubDb db, SearchListings search, ReadRows read, FollowingMails mails, TimeProvider clock, ILogger<WriteWeeklyMails> logger)
{
    // More are behind the link.
    private const int MostOfSearch = 10;
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(8), Margin = TimeSpan.FromMinutes(5);

    /// <summary>Writes all that are due. One that can't be written keeps nobody else waiting, and is tried again in the next round.</summary>
    public async Task ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var account in await db.WeeklyMails.Where(m => m.NextAt <= now).OrderBy(m => m.NextAt).Select(m => m.AccountId).ToListAsync(ct))
        {
            try
            {
                await WriteAsync(account, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogNotWritten(e, account);
            }

            db.ChangeTracker.Clear();
        }

        mails.Leave();
    }

    private async Task WriteAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.WeeklyMails.SingleOrDefaultAsync(m => m.AccountId == id && m.NextAt <= now, ct) is not { } plan)
        {
            return;
        }

        var account = await db.Users.SingleAsync(a => a.Id == id, ct);
        // What bears an earlier instant may still be on its way into the catalogue.
        var horizon = now - Margin;
        var searches = new List<SearchNews>();
        foreach (var saved in await db.SavedSearches.Where(s => s.AccountId == id).OrderBy(s => s.CreatedAt).Take(SavedSearch.Most).ToListAsync(ct))
        {
            if (await NewsAsync(saved, horizon, ct) is { } news)
            {
                searches.Add(news);
            }

            saved.ToldUpTo = horizon > saved.ToldUpTo ? horizon : saved.ToldUpTo;
        }

        var closing = await ClosingAsync(id, now, ct);
        if (account.EmailConfirmed && (searches.Count > 0 || closing.Count > 0))
        {
            mails.Add(account, searches, closing, now);
        }

        // A hub that was away for a month writes one mail, not four.
        plan.NextAt += WeeklyMail.Every * Math.Ceiling((now - plan.NextAt + TimeSpan.FromTicks(1)) / WeeklyMail.Every);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another hub wrote it, or the person wants none since.
        }
    }

    private async Task<SearchNews?> NewsAsync(SavedSearch saved, DateTimeOffset horizon, CancellationToken ct)
    {
        var query = DiscoverQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(saved.Parts))) with { SortChosen = DiscoverSort.Newest, SeenAfter = saved.ToldUpTo, SeenUpTo = horizon, PageSize = MostOfSearch + 1 };
        var found = (await search.ExecuteAsync(query, ct)).Rows;
        return found.Count == 0 ? null : new SearchNews(saved.Name, query.Link, [.. found.Take(MostOfSearch)], found.Count > MostOfSearch);
    }

    private async Task<IReadOnlyList<ListingRow>> ClosingAsync(Guid account, DateTimeOffset now, CancellationToken ct)
    {
        var followed = await db.Follows.Where(f => f.AccountId == account).Select(f => f.ListingId).ToListAsync(ct);
        var rows = followed.Count == 0 ? [] : await read.ExecuteAsync(followed, ct);
        return [.. rows.Values.Where(r => r.Status is ListingStatus.Open or ListingStatus.ClosingSoon && r.NextEnd(now) - now <= Ahead).OrderBy(r => r.NextEnd(now))];
    }

    [LoggerMessage(LogLevel.Error, "The weekly mail of account {Account} could not be written; the next round tries again")]
    private partial void LogNotWritten(Exception exception, Guid account);
}

/// <summary>What is new in a kept search.</summary>
/// <param name="Name">What the search is called.</param>
/// <param name="Link">The path of its page, the newest first.</param>
/// <param name="Rows">The new ones, the newest first.</param>
/// <param name="IsMore">Whether there are more than these.</param>
internal sealed record SearchNews(string Name, string Link, IReadOnlyList<ListingRow> Rows, bool IsMore);
