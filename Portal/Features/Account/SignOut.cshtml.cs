using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Portal.Features.Account;

internal sealed class SignOutModel(SignInManager<Accounts.Account> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        TempData.Say("You are signed out.");
        return Redirect("/");
    }
}
