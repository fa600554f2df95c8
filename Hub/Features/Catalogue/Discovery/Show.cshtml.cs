using Agon.Hub.Features.Catalogue.Following;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Agon.Hub.Features.Catalogue.Discovery;

[AllowAnonymous]
internal sealed class ShowModel(ReadListing read, ReadStandings readStandings, KeepFollowing following, PublicAddress address) : PageModel
{
    public ListingView View { get; private set; } = null!;
    public StandingsView? Standings { get; private set; }
    public bool IsFollowed { get; private set; }
    public string? Logo => View.Logo is { } sha256 ? HubLinks.Competitions.Logo(View.Listing.Slug, sha256) : null;
    public string? WholeLogo => Logo is { } logo ? address.Of(logo) : null;
    public string WholeAddress => address.Of(HubLinks.Competitions.Show(View.Listing.Slug));

    public async Task<IActionResult> OnGetAsync(string slug, string? phase, [FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        if (await read.ExecuteAsync(slug, ct) is not { } view)
        {
            return NotFound();
        }

        View = view;
        if (view.Curation?.MergedIntoId is { } other)
        {
            // For good, and yet curators may change their minds: whoever comes again asks again.
            Response.Headers[HeaderNames.CacheControl] = "no-cache";
            return RedirectPermanent(HubLinks.Competitions.Show(await read.SlugAsync(other, ct)));
        }

        if (!view.IsShown)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }

        IsFollowed = User.AccountId is { } me && await following.IsFollowedAsync(me, view.Listing.Id, ct);
        int? wanted = int.TryParse(phase, out var chosen) ? chosen : null;
        Standings = await readStandings.ExecuteAsync(view.Listing, wanted, int.TryParse(number, out var page) ? page : null, view.Now, ct);
        return phase is not null && (wanted is null || Standings is null) ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostFollowAsync(string slug, CancellationToken ct)
    {
        var here = HubLinks.Competitions.Show(slug);
        if (User.AccountId is not { } me)
        {
            return Redirect(AccountLinks.SignIn(here));
        }

        var outcome = await following.FollowAsync(me, slug, ct);
        TempData.Say(outcome == FollowOutcome.Done ? FollowingMessages.Following : FollowingMessages.Sentence(outcome));
        return Redirect(here);
    }

    public async Task<IActionResult> OnPostUnfollowAsync(string slug, Guid listing, CancellationToken ct)
    {
        var here = HubLinks.Competitions.Show(slug);
        if (User.AccountId is not { } me)
        {
            return Redirect(AccountLinks.SignIn(here));
        }

        await following.UnfollowAsync(me, listing, ct);
        TempData.Say(FollowingMessages.NotFollowing);
        return Redirect(here);
    }
}
