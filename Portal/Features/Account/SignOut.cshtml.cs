using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Portal.Features.Account;

internal sealed class SignOutModel(SignInManager<Accounts.Account> signIn, ISignInWays ways) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var next = await ways.AfterSignOutAsync(User, ct);
        await signIn.SignOutAsync();
        TempData.Say("You are signed out.");
        return LocalRedirect(next ?? "/");
    }
}
