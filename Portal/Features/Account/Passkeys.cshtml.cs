using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Passkeys;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class PasskeysModel(
    UserManager<Accounts.Account> users, SignInManager<Accounts.Account> signIn, ShownAgain shown, AddPasskey add, KeepPasskeys keep) : PageModel
{
    // The smaller forms of this page are not checked by the larger one's rules.
    public PasskeyForm Form { get; set; } = new();

    public IReadOnlyList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public bool IsFresh { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken ct) =>
        await users.GetUserAsync(User) is { } account && await add.OptionsAsync(account, User, ct) is { } options
            ? Content(options, MediaTypeNames.Application.Json)
            : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAddAsync([Bind(Prefix = nameof(Form))] PasskeyForm form, string? credential, CancellationToken ct)
    {
        Form = form;
        if (!ModelState.IsValid || credential is null or { Length: > PasskeyRules.CredentialMaxLength } || await users.GetUserAsync(User) is not { } account)
        {
            return await ShowAsync(ct);
        }

        switch (await add.ExecuteAsync(account, User, credential, Form.Name, ct))
        {
            case AddPasskeyOutcome.Added:
                return Said(AccountMessages.PasskeyAdded);
            case AddPasskeyOutcome.NotFresh:
                return Redirect(AccountLinks.Reauthenticate(AccountLinks.Passkeys));
            case AddPasskeyOutcome.TooMany:
                ModelState.AddModelError("", AccountMessages.TooManyPasskeys);
                return await ShowAsync(ct);
            default:
                ModelState.AddModelError("", AccountMessages.PasskeyNotGood);
                return await ShowAsync(ct);
        }
    }

    public async Task<IActionResult> OnPostRenameAsync(string? id, string? name)
    {
        var isName = name is { Length: > 0 and <= PasskeyRules.NameMaxLength } && PlainNameAttribute.IsPlain(name);
        if (!isName || id is null || await users.GetUserAsync(User) is not { } account)
        {
            return Said(AccountMessages.PasskeyNameWrong);
        }

        return Said(await keep.RenameAsync(account, id, name!) ? AccountMessages.PasskeyRenamed : AccountMessages.NoSuchPasskey);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id, CancellationToken ct)
    {
        var account = await users.GetUserAsync(User);
        if (account is null || !await shown.IsFreshAsync(User, account, ct))
        {
            return Redirect(AccountLinks.Reauthenticate(AccountLinks.Passkeys));
        }

        if (id is null || !await keep.RemoveAsync(account, id, User.SessionId, ct))
        {
            return Said(AccountMessages.NoSuchPasskey);
        }

        await signIn.RefreshSignInAsync(account);
        return Said(AccountMessages.PasskeyRemoved);
    }

    private RedirectResult Said(string sentence)
    {
        TempData.Say(sentence);
        return Redirect(AccountLinks.Passkeys);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        (Passkeys, IsFresh) = (await keep.ListAsync(account), await shown.IsFreshAsync(User, account, ct));
        return Page();
    }

    internal sealed class PasskeyForm
    {
        [Required(ErrorMessage = AccountMessages.NamePasskey)]
        [StringLength(PasskeyRules.NameMaxLength, ErrorMessage = AccountMessages.PasskeyNameWrong)]
        [PlainName(ErrorMessage = AccountMessages.PasskeyNameWrong)]
        public string Name { get; set; } = "";
    }
}
