using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Portal.Features.Account;

internal sealed class ProfileModel(UserManager<Accounts.Account> users, SignInManager<Accounts.Account> signIn) : PageModel
{
    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    public void OnGet() => Form.DisplayName = User.DisplayName;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        account.DisplayName = Form.DisplayName;
        foreach (var error in (await users.UpdateAsync(account)).Errors)
        {
            ModelState.AddModelError("Form.DisplayName", error.Description);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await signIn.RefreshSignInAsync(account);
        TempData.Say("Your name is changed.");
        return Redirect(AccountLinks.Show);
    }

    internal sealed class ProfileForm
    {
        [Required(ErrorMessage = AccountMessages.EnterName)]
        [StringLength(Accounts.Account.DisplayNameMaxLength, ErrorMessage = AccountMessages.NameTooLong)]
        [PlainName]
        public string DisplayName { get; set; } = "";
    }
}
