using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.SecondFactors;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

[AllowAnonymous]
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class SignInCodeModel(SignInWithCode signIn, HalfSignIn half) : PageModel
{
    [BindProperty]
    public CodeForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether a code is owed.</summary>
    public bool IsBegun { get; private set; } = true;

    public async Task OnGetAsync()
    {
        ReturnUrl = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";
        IsBegun = await half.ReadAsync() is not null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ReturnUrl = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var (outcome, goesOnAt) = await signIn.ExecuteAsync(Form.Code, ct);
        switch (outcome)
        {
            case CodeOutcome.SignedIn:
                return LocalRedirect(ReturnUrl!);
            case CodeOutcome.GoesOn:
                return LocalRedirect(goesOnAt!);
            case CodeOutcome.NotBegun:
                return Anew();
            default:
                ModelState.AddModelError("Form.Code", AccountMessages.WrongCode);
                return Page();
        }
    }

    private RedirectResult Anew()
    {
        TempData.Say(AccountMessages.SignInAnew);
        return Redirect(AccountLinks.SignIn(ReturnUrl));
    }

    internal sealed class CodeForm
    {
        [Required(ErrorMessage = AccountMessages.EnterCode)]
        [StringLength(40, ErrorMessage = AccountMessages.CodeTooLong)]
        public string Code { get; set; } = "";
    }
}
