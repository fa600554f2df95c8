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
internal sealed class SignInModel(SignInWithPassword signIn, ISiteShell site, ISignInWays ways) : PageModel
{
    [BindProperty]
    public SignInForm Form { get; set; } = new();

    /// <summary>Where to go after; only within this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Not empty if who is signed in has to show again who they are.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reauthenticate { get; set; }

    /// <summary>The address to fill in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Email { get; set; }

    public bool IsAgain => !string.IsNullOrEmpty(Reauthenticate) && User.Identity is { IsAuthenticated: true };

    public bool OffersRegistration { get; private set; }

    /// <summary>The other ways in.</summary>
    public IReadOnlyList<SiteLink> Ways { get; private set; } = [];

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ReturnUrl = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";
        OffersRegistration = (await site.ComposeAsync(User, HttpContext.RequestAborted)).OffersRegistration;
        Ways = await ways.ListAsync(ReturnUrl!, IsAgain ? User : null, HttpContext.RequestAborted);
        await next();
    }

    public IActionResult OnGet()
    {
        if (User.Identity is { IsAuthenticated: true } && !IsAgain)
        {
            return LocalRedirect(ReturnUrl!);
        }

        Form.Email = Email is { Length: <= AccountRules.EmailMaxLength } ? Email : IsAgain ? User.Identity!.Name! : "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await signIn.ExecuteAsync(Form.Email, Form.Password, Form.StaysSignedIn, ct))
        {
            case SignInOutcome.SignedIn:
                return LocalRedirect(ReturnUrl!);
            case SignInOutcome.NeedsCode:
                return Redirect(AccountLinks.SignInCode(ReturnUrl!));
            case SignInOutcome.NotConfirmed:
                ModelState.AddModelError("Form.Email", AccountMessages.MustConfirm);
                return Page();
            default:
                ModelState.AddModelError("Form.Password", AccountMessages.WrongPassword);
                return Page();
        }
    }

    internal sealed class SignInForm
    {
        [Required(ErrorMessage = AccountMessages.EnterEmail)]
        [StringLength(AccountRules.EmailMaxLength, ErrorMessage = AccountMessages.EmailLooksWrong)]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = AccountMessages.EnterPassword)]
        [StringLength(AccountRules.PasswordMaxLength, ErrorMessage = AccountMessages.PasswordTooLong)]
        [DataType(DataType.Password)]
        public string Password { get; set; } = "";

        public bool StaysSignedIn { get; set; }
    }
}
