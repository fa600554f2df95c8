using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Catalogue.Discovery;

[AllowAnonymous]
internal sealed class IndexModel(SearchListings search, TimeProvider clock) : PageModel
{
    // Not "Query": that is what a page's own address asks for.
    public DiscoverQuery Asked { get; private set; } = null!;
    public DiscoverResult Result { get; private set; } = null!;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Asked = DiscoverQuery.Read(Request.Query);
        Result = await search.ExecuteAsync(Asked, ct);
    }
}
