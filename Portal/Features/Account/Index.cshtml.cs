using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Portal.Features.Account;

internal sealed class IndexModel(UserManager<Accounts.Account> users, ISiteShell site) : PageModel
{
    public Accounts.Account Account { get; private set; } = null!;

    /// <summary>What the host adds to a person's account.</summary>
    public IReadOnlyList<SiteLink> More { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        Account = account;
        More = (await site.ComposeAsync(User, ct)).AccountMenu;
        return Page();
    }
}
