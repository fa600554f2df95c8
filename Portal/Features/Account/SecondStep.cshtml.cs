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
internal sealed class SecondStepModel(
    UserManager<Accounts.Account> users, FactorKeys factors, RecoveryCodes recovery, SetUpSecondFactor setUp, ChangeSecondFactor change) : PageModel
{
    [BindProperty]
    public PasswordForm Form { get; set; } = new();

    public DateTimeOffset? Since { get; private set; }

    public bool IsOn => Since is not null;

    public int RecoveryCodesLeft { get; private set; }

    /// <summary>Shown in this answer and never again.</summary>
    public IReadOnlyList<string>? NewRecoveryCodes { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken ct)
    {
        switch (await AccountAsync() is { } account ? await setUp.BeginAsync(account, Form.Password, ct) : null)
        {
            case SetUpOutcome.Begun:
                return Redirect(AccountLinks.SecondStepKey);
            case SetUpOutcome.IsOn:
                TempData.Say(AccountMessages.SecondStepIsOn);
                return Redirect(AccountLinks.SecondStep);
            case SetUpOutcome.WrongPassword:
                return await WrongAsync(ct);
            default:
                return await AgainAsync(ct);
        }
    }

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken ct)
    {
        if (await AccountAsync() is not { } account)
        {
            return await AgainAsync(ct);
        }

        NewRecoveryCodes = await change.RenewRecoveryCodesAsync(account, Form.Password, ct);
        return NewRecoveryCodes is null ? await WrongAsync(ct) : await AgainAsync(ct);
    }

    public async Task<IActionResult> OnPostOffAsync(CancellationToken ct)
    {
        if (await AccountAsync() is not { } account)
        {
            return await AgainAsync(ct);
        }

        if (!await change.TurnOffAsync(account, Form.Password, ct))
        {
            return await WrongAsync(ct);
        }

        TempData.Say(AccountMessages.SecondStepIsOff);
        return Redirect(AccountLinks.SecondStep);
    }

    private async Task<Accounts.Account?> AccountAsync() => ModelState.IsValid ? await users.GetUserAsync(User) : null;

    private Task<PageResult> WrongAsync(CancellationToken ct)
    {
        ModelState.AddModelError("Form.Password", AccountMessages.NotYourPassword);
        return AgainAsync(ct);
    }

    private async Task<PageResult> AgainAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var me = User.AccountId!.Value;
        Since = (await factors.FindAsync(me, ct))?.ConfirmedAt;
        RecoveryCodesLeft = await recovery.LeftAsync(me, ct);
    }

    internal sealed class PasswordForm
    {
        [Required(ErrorMessage = AccountMessages.EnterCurrentPassword)]
        [StringLength(AccountRules.PasswordMaxLength, ErrorMessage = AccountMessages.PasswordTooLong)]
        [DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }
}
