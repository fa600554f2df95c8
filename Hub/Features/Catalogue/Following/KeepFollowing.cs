using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Discovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Agon.Hub.Features.Catalogue.Following;

/// <summary>What a person follows and keeps. Doing what is done already is no mistake.</summary>
internal sealed class KeepFollowing(HubDb db, ReadRows read, TimeProvider clock)
{
    /// <summary>Follows a competition that everybody finds.</summary>
    public async Task<FollowOutcome> FollowAsync(Guid account, string slug, CancellationToken ct)
    {
        if (await read.OneAsync(slug, ct) is not { } row)
        {
            return FollowOutcome.NotListed;
        }

        await using var turn = await TurnAsync(account, ct);
        var followed = await db.Follows.Where(f => f.AccountId == account).Select(f => f.ListingId).ToListAsync(ct);
        if (followed.Contains(row.Id))
        {
            return FollowOutcome.Done;
        }

        if (followed.Count >= Follow.Most)
        {
            return FollowOutcome.TooMany;
        }

        db.Add(new Follow { AccountId = account, ListingId = row.Id, At = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        await turn.CommitAsync(ct);
        return FollowOutcome.Done;
    }

    /// <summary>Whether a person follows it.</summary>
    public Task<bool> IsFollowedAsync(Guid account, Guid listing, CancellationToken ct) => db.Follows.AnyAsync(f => f.AccountId == account && f.ListingId == listing, ct);

    /// <summary>Does not follow it any more, be it listed or not.</summary>
    public Task UnfollowAsync(Guid account, Guid listing, CancellationToken ct) =>
        db.Follows.Where(f => f.AccountId == account && f.ListingId == listing).ExecuteDeleteAsync(ct);

    /// <summary>Keeps a search. Its order and page are of the moment.</summary>
    public async Task<FollowOutcome> SaveAsync(Guid account, DiscoverQuery query, CancellationToken ct)
    {
        var parts = $"{QueryString.Create((query with { SortChosen = null, Page = null }).Parts)}";
        if (parts.Length > SavedSearch.PartsMaxLength)
        {
            return FollowOutcome.TooLong;
        }

        await using var turn = await TurnAsync(account, ct);
        var saved = await db.SavedSearches.Where(s => s.AccountId == account).Select(s => s.Parts).ToListAsync(ct);
        if (saved.Contains(parts))
        {
            return FollowOutcome.Done;
        }

        if (saved.Count >= SavedSearch.Most)
        {
            return FollowOutcome.TooMany;
        }

        var now = clock.GetUtcNow();
        db.Add(new SavedSearch
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account,
            Name = FollowingMessages.Name(query),
            Parts = parts,
            CreatedAt = now,
            ToldUpTo = now,
        });
        await db.SaveChangesAsync(ct);
        await turn.CommitAsync(ct);
        return FollowOutcome.Done;
    }

    /// <summary>Keeps it no longer.</summary>
    public Task ForgetAsync(Guid account, Guid search, CancellationToken ct) => db.SavedSearches.Where(s => s.AccountId == account && s.Id == search).ExecuteDeleteAsync(ct);

    /// <summary>Has a mail written each week, the first in a week; or none any more.</summary>
    public async Task MailAsync(Guid account, bool isWanted, CancellationToken ct)
    {
        await using var turn = await TurnAsync(account, ct);
        if (!isWanted)
        {
            await db.WeeklyMails.Where(m => m.AccountId == account).ExecuteDeleteAsync(ct);
        }
        else if (!await db.WeeklyMails.AnyAsync(m => m.AccountId == account, ct))
        {
            var now = clock.GetUtcNow();
            await db.SavedSearches.Where(s => s.AccountId == account).ExecuteUpdateAsync(set => set.SetProperty(s => s.ToldUpTo, now), ct);
            db.Add(new WeeklyMail { AccountId = account, NextAt = now + WeeklyMail.Every });
            await db.SaveChangesAsync(ct);
        }

        await turn.CommitAsync(ct);
    }

    // One request of a person at a time, so that two at once keep no more than one may. An update that changes nothing: the lock both kinds of database understand.
    private async Task<IDbContextTransaction> TurnAsync(Guid account, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Users.Where(a => a.Id == account).ExecuteUpdateAsync(set => set.SetProperty(a => a.DisplayName, a => a.DisplayName), ct);
        return transaction;
    }
}

/// <summary>How following, or keeping a search, can end.</summary>
internal enum FollowOutcome
{
    Done,

    /// <summary>There is no such competition that everybody finds.</summary>
    NotListed,

    /// <summary>The person follows, or keeps, as many as one may.</summary>
    TooMany,

    /// <summary>The address of the search is longer than 2000 characters.</summary>
    TooLong,
}
