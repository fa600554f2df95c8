using Agon.Node.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Issuers;

internal sealed class IndexModel(NodeDb db) : PageModel
{
    /// <summary>Every issuer, with how many people are known by it.</summary>
    public IReadOnlyList<(Issuer Issuer, int People)> Issuers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var rows = await db.Issuers.AsNoTracking().OrderBy(i => i.Name).ThenBy(i => i.Slug)
            .Select(i => new { Issuer = i, People = db.LinkedIdentities.Count(l => l.IssuerAddress == i.Address) }).ToListAsync(ct);
        Issuers = [.. rows.Select(r => (r.Issuer, r.People))];
    }
}
