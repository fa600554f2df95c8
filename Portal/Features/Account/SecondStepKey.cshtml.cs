using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.SecondFactors;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class SecondStepKeyModel(
    UserManager<Accounts.Account> users, SignInManager<Accounts.Account> signIn, FactorKeys factors, SetUpSecondFactor setUp, ISiteShell site) : PageModel
{
    [BindProperty]
    public FirstCodeForm Form { get; set; } = new();

    /// <summary>The key as a QR code.</summary>
    public string Picture { get; private set; } = "";

    /// <summary>The key as it is typed.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Shown in this answer and never again.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || await users.GetUserAsync(User) is not { } account)
        {
            return await ShowAsync(ct);
        }

        var code = string.Concat(Form.Code.Where(c => !char.IsWhiteSpace(c)));
        switch (await setUp.ConfirmAsync(account, code, User.SessionId, ct))
        {
            case SetUpOutcome.Done(var codes):
                await signIn.RefreshSignInAsync(account);
                RecoveryCodes = codes;
                return Page();
            case SetUpOutcome.WrongCode:
                ModelState.AddModelError("Form.Code", AccountMessages.NotTheFirstCode);
                return await ShowAsync(ct);
            default:
                return await ShowAsync(ct);
        }
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var factor = await factors.FindAsync(User.AccountId!.Value, ct);
        if (factor is not { ConfirmedAt: null })
        {
            TempData.Say(factor is null ? AccountMessages.SecondStepNotBegun : AccountMessages.SecondStepIsOn);
            return Redirect(AccountLinks.SecondStep);
        }

        var (key, shell) = (factors.KeyOf(factor), await site.ComposeAsync(User, ct));
        Key = KeyAddress.Typed(key);
        Picture = KeyAddress.Picture(KeyAddress.Of(key, shell.Name, User.Identity!.Name!));
        return Page();
    }

    internal sealed class FirstCodeForm
    {
        [Required(ErrorMessage = AccountMessages.EnterFirstCode)]
        [StringLength(20, ErrorMessage = AccountMessages.CodeTooLong)]
        public string Code { get; set; } = "";
    }
}
