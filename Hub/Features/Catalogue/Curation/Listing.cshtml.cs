using System.Globalization;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>What curators make of one listing.</summary>
internal sealed class ListingModel(
    HubDb db, HideListing hide, ShowListing show, FeatureListing feature, UnfeatureListing unfeature, MarkOfficial mark, MergeListing merge, PartListing part,
    TimeProvider clock) : PageModel
{
    public Listings.Listing Listing { get; private set; } = null!;

    public Member Node { get; private set; } = null!;

    public ListingStatus Status => ListingTime.At([.. Listing.Phases.Select(p => p.Span)], clock.GetUtcNow()).Status;

    public CurationState State { get; private set; } = new();

    /// <summary>The listing that stands for it.</summary>
    public OtherListing? Into { get; private set; }

    [BindProperty]
    public CurateForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await db.Listings.AsNoTracking().Include(l => l.Phases.OrderBy(p => p.Number)).SingleOrDefaultAsync(l => l.Slug == slug, ct) is not { } listing)
        {
            return NotFound();
        }

        Listing = listing;
        Node = await db.Members.AsNoTracking().SingleAsync(m => m.Id == listing.MemberId, ct);
        State = (await db.ListingCurations.AsNoTracking().SingleOrDefaultAsync(c => c.ListingId == listing.Id, ct))?.State ?? State;
        Into = State.MergedInto is { } into ? await db.Listings.Where(l => l.Id == into).Select(l => new OtherListing(l.Slug, l.Title)).SingleAsync(ct) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostHideAsync(string slug, CancellationToken ct) =>
        await SaidAsync(slug, await hide.ExecuteAsync(slug, Form.Reason, User.AccountId, ct), "Form.Reason", ct);

    public async Task<IActionResult> OnPostShowAsync(string slug, CancellationToken ct) =>
        await SaidAsync(slug, await show.ExecuteAsync(slug, null, User.AccountId, ct), "", ct);

    public async Task<IActionResult> OnPostFeatureAsync(string slug, CancellationToken ct)
    {
        // What is no day is as good as one that is over.
        DateOnly? day = DateOnly.TryParse(Form.LastDay, CultureInfo.InvariantCulture, out var read) ? read : null;
        var outcome = Form.LastDay is not null && day is null ? CurateOutcome.DayOver : await feature.ExecuteAsync(slug, day, null, User.AccountId, ct);
        return await SaidAsync(slug, outcome, "Form.LastDay", ct);
    }

    public async Task<IActionResult> OnPostUnfeatureAsync(string slug, CancellationToken ct) =>
        await SaidAsync(slug, await unfeature.ExecuteAsync(slug, null, User.AccountId, ct), "", ct);

    public async Task<IActionResult> OnPostOfficialAsync(string slug, bool isOfficial, CancellationToken ct) =>
        await SaidAsync(slug, await mark.ExecuteAsync(slug, isOfficial, null, User.AccountId, ct), "", ct);

    public async Task<IActionResult> OnPostMergeAsync(string slug, CancellationToken ct) =>
        await SaidAsync(slug, await merge.ExecuteAsync(slug, Form.Into?.TrimEnd('/').Split('/')[^1], null, User.AccountId, ct), "Form.Into", ct);

    public async Task<IActionResult> OnPostPartAsync(string slug, CancellationToken ct) =>
        await SaidAsync(slug, await part.ExecuteAsync(slug, null, User.AccountId, ct), "", ct);

    private async Task<IActionResult> SaidAsync(string slug, CurateOutcome outcome, string field, CancellationToken ct)
    {
        switch (outcome)
        {
            case CurateOutcome.Unknown:
                return NotFound();
            case CurateOutcome.Done or CurateOutcome.WasSo:
                TempData.Say(CurationMessages.Sentence(outcome));
                return Redirect(HubLinks.Curation.Listing(slug));
            default:
                ModelState.AddModelError(field, CurationMessages.Sentence(outcome));
                return await OnGetAsync(slug, ct);
        }
    }

    /// <summary>What its forms send, each a part of it.</summary>
    internal sealed class CurateForm
    {
        public string? Reason { get; set; }

        public string? LastDay { get; set; }

        public string? Into { get; set; }
    }

    internal sealed record OtherListing(string Slug, string Title);
}
