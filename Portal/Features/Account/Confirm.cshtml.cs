using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

// Asks for a click: programs that look through mail follow links, and a link alone must change nothing.
[AllowAnonymous]
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class ConfirmModel(UserManager<Accounts.Account> users) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Account { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    public bool IsSpent { get; private set; }

    public void OnGet() => IsSpent = AccountLinks.TokenOf(Code) is null;

    public async Task<IActionResult> OnPostAsync()
    {
        var account = await users.FindByIdAsync(Account.ToString());
        if (account is null || AccountLinks.TokenOf(Code) is not { } token || !(await users.ConfirmEmailAsync(account, token)).Succeeded)
        {
            IsSpent = true;
            return Page();
        }

        TempData.Say("Your e-mail address is confirmed. Sign in with your password.");
        return Redirect(AccountLinks.SignIn());
    }
}
