using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Hub.Features.Catalogue.Reports;

[AllowAnonymous]
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class ReportModel(ReadListing read, ReportListing report) : PageModel
{
    public static IReadOnlyList<SelectListItem> Reasons { get; } =
        [new("choose", ""), .. Enum.GetValues<ReportReason>().Select(r => new SelectListItem(ReportsMessages.Word(r), $"{r}"))];

    public Listing Listing { get; private set; } = null!;

    [BindProperty]
    public ReportForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await read.ExecuteAsync(slug, ct) is not { IsShown: true } view)
        {
            return NotFound();
        }

        Listing = view.Listing;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        Guid? account = User.Identity is { IsAuthenticated: true } ? User.AccountId : null;
        var outcome = await report.ExecuteAsync(slug, Enum.TryParse<ReportReason>(Form.Reason, out var reason) ? reason : null, Form.Text, account, ct);
        switch (outcome)
        {
            case ReportListingOutcome.NotShown:
                return NotFound();
            case ReportListingOutcome.NeedsReason:
                ModelState.AddModelError("Form.Reason", ReportsMessages.Sentence(outcome));
                return await OnGetAsync(slug, ct);
            case ReportListingOutcome.NeedsText or ReportListingOutcome.TextTooLong:
                ModelState.AddModelError("Form.Text", ReportsMessages.Sentence(outcome));
                return await OnGetAsync(slug, ct);
            default:
                TempData.Say(ReportsMessages.Sentence(outcome));
                return Redirect(HubLinks.Competitions.Show(slug));
        }
    }

    internal sealed class ReportForm
    {
        public string? Reason { get; set; }

        public string? Text { get; set; }
    }
}
