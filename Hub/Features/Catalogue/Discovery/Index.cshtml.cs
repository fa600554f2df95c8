using Agon.Hub.Features.Catalogue.Following;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Catalogue.Discovery;

[AllowAnonymous]
internal sealed class IndexModel(SearchListings search, KeepFollowing following, TimeProvider clock) : PageModel
{
    // Not "Query": that is what a page's own address asks for.
    public DiscoverQuery Asked { get; private set; } = null!;
    public DiscoverResult Result { get; private set; } = null!;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Asked = DiscoverQuery.Read(Request.Query);
        Result = await search.ExecuteAsync(Asked, ct);
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        var asked = DiscoverQuery.Read(Request.Query);
        if (User.AccountId is not { } me)
        {
            return Redirect(AccountLinks.SignIn(asked.Link));
        }

        var outcome = await following.SaveAsync(me, asked, ct);
        TempData.Say(outcome == FollowOutcome.Done ? FollowingMessages.Saved : FollowingMessages.Sentence(outcome));
        return Redirect(asked.Link);
    }
}
