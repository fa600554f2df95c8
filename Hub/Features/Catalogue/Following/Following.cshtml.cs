using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Following;

internal sealed class FollowingModel(HubDb db, ReadRows read, KeepFollowing keep) : PageModel
{
    public IReadOnlyList<FollowedRow> Followed { get; private set; } = [];
    public IReadOnlyList<SavedSearch> Searches { get; private set; } = [];

    /// <summary>When the next mail is due; null if none is wanted.</summary>
    public DateTimeOffset? NextMail { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = User.AccountId!.Value;
        var followed = await db.Follows.Where(f => f.AccountId == me).Select(f => f.ListingId).ToListAsync(ct);
        var listed = await read.ExecuteAsync(followed, ct);
        Followed =
        [
            .. followed.Select(id => new FollowedRow(id, listed.GetValueOrDefault(id)))
                .OrderBy(f => f.Listed is null).ThenBy(f => f.Listed?.Status == Listings.ListingStatus.Closed).ThenBy(f => f.Listed?.EndsAt ?? DateTimeOffset.MaxValue).ThenBy(f => f.Id),
        ];
        Searches = await db.SavedSearches.AsNoTracking().Where(s => s.AccountId == me).OrderBy(s => s.CreatedAt).ToListAsync(ct);
        NextMail = await db.WeeklyMails.Where(m => m.AccountId == me).Select(m => (DateTimeOffset?)m.NextAt).SingleOrDefaultAsync(ct);
    }

    public async Task<IActionResult> OnPostUnfollowAsync(Guid listing, CancellationToken ct)
    {
        await keep.UnfollowAsync(User.AccountId!.Value, listing, ct);
        return Said(FollowingMessages.NotFollowing);
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid search, CancellationToken ct)
    {
        await keep.ForgetAsync(User.AccountId!.Value, search, ct);
        return Said(FollowingMessages.Forgotten);
    }

    public async Task<IActionResult> OnPostMailAsync(bool isWanted, CancellationToken ct)
    {
        await keep.MailAsync(User.AccountId!.Value, isWanted, ct);
        return Said(isWanted ? FollowingMessages.MailOn : FollowingMessages.MailOff);
    }

    private RedirectResult Said(string sentence)
    {
        TempData.Say(sentence);
        return Redirect(HubLinks.Accounts.Following);
    }

    /// <summary>A competition a person follows.</summary>
    /// <param name="Id">Which.</param>
    /// <param name="Listed">What everybody finds of it; null if nobody does at the moment, and then those who follow see no more of it.</param>
    internal sealed record FollowedRow(Guid Id, ListingRow? Listed);
}
