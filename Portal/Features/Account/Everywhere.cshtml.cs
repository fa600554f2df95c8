using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Portal.Features.Account;

internal sealed class EverywhereModel(UserManager<Accounts.Account> users, SignInManager<Accounts.Account> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is { } account)
        {
            await users.UpdateSecurityStampAsync(account);
        }

        await signIn.SignOutAsync();
        TempData.Say("You are signed out here, and everywhere else within a minute.");
        return Redirect(AccountLinks.SignIn());
    }
}
