using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Curation;

internal sealed class NodesModel(HubDb db) : PageModel
{
    public IReadOnlyList<Member> Applied { get; private set; } = [];

    public IReadOnlyList<Member> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = await db.Members.AsNoTracking().ToListAsync(ct);
        Applied = [.. all.Where(m => m.State == MemberState.Applied).OrderBy(m => m.AppliedAt)];
        Others = [.. all.Where(m => m.State != MemberState.Applied).OrderBy(m => m.State).ThenBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}
