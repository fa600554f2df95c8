using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

[AllowAnonymous]
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class ForgotModel(UserManager<Accounts.Account> users, AccountMails mails) : PageModel
{
    [BindProperty]
    public MailboxForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        await mails.ResetAsync(await users.FindByEmailAsync(Form.Email), ct);
        return Redirect(AccountLinks.CheckMail);
    }
}
