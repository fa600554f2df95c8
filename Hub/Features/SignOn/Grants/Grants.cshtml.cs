using Agon.Hub.Features.SignOn.Authorization;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.SignOn.Grants;

internal sealed class GrantsModel(ReadSitesThatKnow read, TakeBackConsent takeBack) : PageModel
{
    public IReadOnlyList<SiteThatKnows> Sites { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Sites = await read.ExecuteAsync(User.AccountId!.Value, ct);

    public async Task<IActionResult> OnPostAsync(string? client, CancellationToken ct)
    {
        if (client is not null && await takeBack.ExecuteAsync(User.AccountId!.Value, client, ct) is { } name)
        {
            TempData.Say(ConsentMessages.TakenBack(name));
        }

        return Redirect(HubLinks.SignOn.Grants);
    }
}
