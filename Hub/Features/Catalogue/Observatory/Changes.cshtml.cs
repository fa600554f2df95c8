using Agon.Hub.Data;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Observatory;

/// <summary>What a node changed of what it had told.</summary>
[Authorize(Staff.Curators)]
internal sealed class ChangesModel(HubDb db) : PageModel
{
    private const int PageSize = 50;

    public Member Node { get; private set; } = null!;

    public IReadOnlyList<ChangedListing> Rows { get; private set; } = [];

    public Paging Paging { get; private set; } = Paging.Of(1, PageSize, 0);

    public async Task<IActionResult> OnGetAsync(string slug, [FromQuery(Name = "page")] int? number, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Slug == slug, ct) is not { } node)
        {
            return NotFound();
        }

        Node = node;
        var changes = db.CardChanges.AsNoTracking().Where(c => c.MemberId == node.Id);
        Paging = Paging.Of(number, PageSize, await changes.CountAsync(ct));
        Rows = await (from change in changes
                      join listing in db.Listings on change.ListingId equals listing.Id
                      orderby change.At descending, change.Sequence descending, change.Id
                      select new ChangedListing(listing.Slug, listing.Title, change)).Skip(Paging.Skip).Take(PageSize).ToListAsync(ct);
        return Page();
    }

    internal sealed record ChangedListing(string Slug, string Title, CardChange Change);
}
