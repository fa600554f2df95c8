using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class PasswordModel(
    UserManager<Accounts.Account> users, SignInManager<Accounts.Account> signIn, TryPassword tryPassword, AccountMails mails) : PageModel
{
    [BindProperty]
    public PasswordForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        // Counted as at sign-in: a browser left open must not be a place to guess.
        if (!await tryPassword.ExecuteAsync(account, Form.Current, ct))
        {
            ModelState.AddModelError("Form.Current", AccountMessages.NotYourPassword);
            return Page();
        }

        foreach (var error in (await users.ChangePasswordAsync(account, Form.Current, Form.Password)).Errors)
        {
            ModelState.AddAccountError(error, "Form.Password", "Form.Password");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await signIn.RefreshSignInAsync(account);
        await mails.PasswordChangedAsync(account, ct);
        TempData.Say("Your password is changed.");
        return Redirect(AccountLinks.Show);
    }

    internal sealed class PasswordForm
    {
        [Required(ErrorMessage = AccountMessages.EnterCurrentPassword)]
        [StringLength(AccountRules.PasswordMaxLength, ErrorMessage = AccountMessages.PasswordTooLong)]
        [DataType(DataType.Password)]
        public string Current { get; set; } = "";

        [Required(ErrorMessage = AccountMessages.ChoosePassword)]
        [StringLength(AccountRules.PasswordMaxLength, ErrorMessage = AccountMessages.PasswordTooLong)]
        [DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }
}
