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
    UserManager<Accounts.Account> users, SignInManager<Accounts.Account> signIn, ChangePassword change) : PageModel
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

        foreach (var error in await change.ExecuteAsync(account, Form.Current, Form.Password, User.SessionId, ct))
        {
            ModelState.AddModelError(error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? "Form.Current" : "Form.Password", error.Description);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await signIn.RefreshSignInAsync(account);
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
