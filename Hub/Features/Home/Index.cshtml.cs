using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Home;

[AllowAnonymous]
internal sealed class IndexModel(ISiteShell site, SearchListings search, TimeProvider clock) : PageModel
{
    private static readonly DiscoverQuery ClosingNext =
        new() { Chosen = new Dictionary<Facet, string> { [Facet.Status] = Facets.Open }, PageSize = 6 };

    public SiteShell Shell { get; private set; } = null!;
    public IReadOnlyList<ListingRow> Rows { get; private set; } = [];
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Shell = await site.ComposeAsync(User, ct);
        Rows = (await search.ExecuteAsync(ClosingNext, ct)).Rows;
    }
}
