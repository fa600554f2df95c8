using Agon.Hub.Features.Administration;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Catalogue.Reports;

[Authorize(Staff.Curators)]
internal sealed class ReportsModel(ReadReports read, ResolveReports resolve) : PageModel
{
    public IReadOnlyList<ReportedListing> Listings { get; private set; } = [];

    public Paging Paging { get; private set; } = Paging.Of(1, ReadReports.PageSize, 0);

    [BindProperty]
    public ResolveForm Form { get; set; } = new();

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number, CancellationToken ct) =>
        (Listings, Paging) = await read.ExecuteAsync(number, ReadReports.PageSize, ct);

    public async Task<IActionResult> OnPostResolveAsync([FromQuery(Name = "page")] int? number, CancellationToken ct)
    {
        var outcome = await resolve.ExecuteAsync(Form.Listing, Form.UpTo, Form.IsActed, Form.Note, User.AccountId, ct);
        if (outcome != ResolveOutcome.NeedsNote)
        {
            TempData.Say(ReportsMessages.Sentence(outcome));
            return Redirect(HubLinks.Curation.Reports);
        }

        ModelState.AddModelError("Form.Note", ReportsMessages.Sentence(outcome));
        await OnGetAsync(number, ct);
        return Page();
    }

    internal sealed class ResolveForm
    {
        public Guid Listing { get; set; }

        public long UpTo { get; set; }

        public bool IsActed { get; set; }

        public string? Note { get; set; }
    }
}
