using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

[AllowAnonymous]
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class RegisterModel(RegisterAccount register, ISiteShell site) : PageModel
{
    [BindProperty]
    public RegistrationForm Form { get; set; } = new();

    /// <summary>Whether the operator lets strangers make accounts.</summary>
    public bool IsOpen { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        IsOpen = (await site.ComposeAsync(User, HttpContext.RequestAborted)).OffersRegistration;
        await next();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!IsOpen || !ModelState.IsValid)
        {
            return Page();
        }

        foreach (var error in await register.ExecuteAsync(Form.Email, Form.DisplayName, Form.Password, ct))
        {
            ModelState.AddAccountError(error, "Form.Password", "Form.Email");
        }

        return ModelState.IsValid ? Redirect(AccountLinks.CheckMail) : Page();
    }

    internal sealed class RegistrationForm
    {
        [Required(ErrorMessage = AccountMessages.EnterName)]
        [StringLength(Accounts.Account.DisplayNameMaxLength, ErrorMessage = AccountMessages.NameTooLong)]
        [PlainName]
        public string DisplayName { get; set; } = "";

        [Required(ErrorMessage = AccountMessages.EnterEmail)]
        [Mailbox]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = AccountMessages.ChoosePassword)]
        [StringLength(AccountRules.PasswordMaxLength, ErrorMessage = AccountMessages.PasswordTooLong)]
        [DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }
}
