using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes;

[AllowAnonymous]
internal sealed class IndexModel(HubDb db) : PageModel
{
    public IReadOnlyList<Member> Nodes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Nodes = await db.Members.AsNoTracking().Where(m => m.State == MemberState.Active).OrderBy(m => m.Name).ThenBy(m => m.Slug).ToListAsync(ct);
}
