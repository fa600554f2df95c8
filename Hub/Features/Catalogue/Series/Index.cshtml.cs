using Agon.Hub.Data;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series;

[AllowAnonymous]
internal sealed class IndexModel(HubDb db) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<(ListingSeries Series, int Members)> Series { get; private set; } = [];

    public Paging Paging { get; private set; } = Paging.Of(1, PageSize, 0);

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number, CancellationToken ct)
    {
        Paging = Paging.Of(number, PageSize, await db.Series.CountAsync(s => !s.IsRemoved, ct));
        var shown = await db.Series.AsNoTracking().Where(s => !s.IsRemoved).OrderBy(s => s.Title).ThenBy(s => s.Id).Skip(Paging.Skip).Take(PageSize)
            .Select(s => new { Series = s, Members = db.SeriesMembers.Count(m => m.SeriesId == s.Id) }).ToListAsync(ct);
        Series = [.. shown.Select(s => (s.Series, s.Members))];
    }
}
