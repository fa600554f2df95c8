using Agon.Portal.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Agon.Hub.Features.Catalogue.Curation.Quality;

internal sealed class ListingsModel(FindListings find) : PageModel
{
    public static IReadOnlyList<SelectListItem> Shown { get; } = [.. Enum.GetValues<ListingsShown>().Select(s => new SelectListItem(QualityMessages.Word(s), $"{s}"))];

    [BindProperty(SupportsGet = true)]
    public ListingsShown Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<CuratedRow> Rows { get; private set; } = [];

    public Paging Paging { get; private set; } = Paging.Of(1, FindListings.PageSize, 0);

    public bool IsNarrowed => Show != ListingsShown.All || Search is not null;

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number, CancellationToken ct) =>
        (Rows, Paging) = await find.ExecuteAsync(new ListingsFilter(Show, Search), number, FindListings.PageSize, ct);
}
