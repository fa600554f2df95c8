using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Home;

[AllowAnonymous]
internal sealed class IndexModel(ISiteShell site) : PageModel
{
    public SiteShell Shell { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Shell = await site.ComposeAsync(User, ct);
}
