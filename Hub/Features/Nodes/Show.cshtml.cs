using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes;

// What applied and what was turned away before it was a member is nobody's business.
[AllowAnonymous]
internal sealed class ShowModel(HubDb db) : PageModel
{
    public Member Node { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        var node = await db.Members.AsNoTracking().SingleOrDefaultAsync(
            m => m.Slug == slug && m.State != MemberState.Applied && db.MemberChanges.Any(c => c.MemberId == m.Id && c.To == MemberState.Active), ct);
        Node = node!;
        return node is null ? NotFound() : Page();
    }
}
