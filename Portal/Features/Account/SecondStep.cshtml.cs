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
    UserManager<Accounts.Account> users, FactorKeys factors, RecoveryCodes recovery, ProveOwner proof, SetUpSecondFactor setUp, ChangeSecondFactor change) : PageModel
{
    [BindProperty]
    public PasswordForm Form { get; set; } = new();

    /// <summary>Whether the account has a password, which is asked for then.</summary>
    public bool NeedsPassword { get; private set; }

    public DateTimeOffset? Since { get; private set; }

    public bool IsOn => Since is not null;

    public int RecoveryCodesLeft { get; private set; }

    /// <summary>Shown in this answer and never again.</summary>
    public IReadOnlyList<string>? NewRecoveryCodes { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostBeginAsync(CancellationToken ct) => OfMineAsync(async account =>
    {
        switch (await setUp.BeginAsync(account, User, Form.Password, ct))
        {
            case SetUpOutcome.Begun:
                return Redirect(AccountLinks.SecondStepKey);
            case SetUpOutcome.NotProven(var lack):
                return await LacksAsync(lack, ct);
            default:
                TempData.Say(AccountMessages.SecondStepIsOn);
                return Redirect(AccountLinks.SecondStep);
        }
    }, ct);

    public Task<IActionResult> OnPostCodesAsync(CancellationToken ct) => OfMineAsync(async account =>
    {
        (var given, NewRecoveryCodes) = await change.RenewRecoveryCodesAsync(account, User, Form.Password, ct);
        return given == OwnerProof.Given ? await AgainAsync(ct) : await LacksAsync(given, ct);
    }, ct);

    public Task<IActionResult> OnPostOffAsync(CancellationToken ct) => OfMineAsync(async account =>
    {
        if (await change.TurnOffAsync(account, User, Form.Password, ct) is not OwnerProof.Given and var lack)
        {
            return await LacksAsync(lack, ct);
        }

        TempData.Say(AccountMessages.SecondStepIsOff);
        return Redirect(AccountLinks.SecondStep);
    }, ct);

    private async Task<IActionResult> OfMineAsync(Func<Accounts.Account, Task<IActionResult>> act, CancellationToken ct)
    {
        var account = await users.GetUserAsync(User);
        if (account is not null && Form.Password.Length == 0 && await proof.NeedsPasswordAsync(account))
        {
            ModelState.AddModelError("Form.Password", AccountMessages.EnterCurrentPassword);
        }

        return account is null || !ModelState.IsValid ? await AgainAsync(ct) : await act(account);
    }

    private async Task<IActionResult> LacksAsync(OwnerProof lack, CancellationToken ct)
    {
        if (lack == OwnerProof.NotFresh)
        {
            return Redirect(AccountLinks.Reauthenticate(AccountLinks.SecondStep));
        }

        ModelState.AddModelError("Form.Password", AccountMessages.NotYourPassword);
        return await AgainAsync(ct);
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
        NeedsPassword = await users.GetUserAsync(User) is { } account && await proof.NeedsPasswordAsync(account);
    }

    internal sealed class PasswordForm
    {
        [DisplayFormat(ConvertEmptyStringToNull = false)]
        [StringLength(AccountRules.PasswordMaxLength, ErrorMessage = AccountMessages.PasswordTooLong)]
        [DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }
}
