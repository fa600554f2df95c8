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
internal sealed class ResendModel(UserManager<Accounts.Account> users, AccountMails mails) : PageModel
{
    [BindProperty]
    public MailboxForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        await mails.ConfirmAsync(await users.FindByEmailAsync(Form.Email) is { EmailConfirmed: false } waiting ? waiting : null, ct);
        return Redirect(AccountLinks.CheckMail);
    }
}
