using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

// Asks for the password: programs that look through mail follow links, and whoever has the mailbox need not be who registered.
[AllowAnonymous]
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class ConfirmModel(ConfirmAddress confirm) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Account { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public ConfirmForm Form { get; set; } = new();

    public bool IsSpent { get; private set; }

    public void OnGet() => IsSpent = AccountLinks.TokenOf(Code) is null;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            IsSpent = Account == Guid.Empty || AccountLinks.TokenOf(Code) is null;
            return Page();
        }

        switch (await confirm.ExecuteAsync(Account, AccountLinks.TokenOf(Code), Form.Password, ct))
        {
            case ConfirmOutcome.Confirmed:
                TempData.Say("Your e-mail address is confirmed. Sign in with your password.");
                return Redirect(AccountLinks.SignIn());
            case ConfirmOutcome.WrongPassword:
                ModelState.AddModelError("Form.Password", AccountMessages.NotTheChosenPassword);
                return Page();
            default:
                IsSpent = true;
                return Page();
        }
    }

    internal sealed class ConfirmForm
    {
        [Required(ErrorMessage = AccountMessages.EnterPassword)]
        [StringLength(AccountRules.PasswordMaxLength, ErrorMessage = AccountMessages.PasswordTooLong)]
        [DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }
}
