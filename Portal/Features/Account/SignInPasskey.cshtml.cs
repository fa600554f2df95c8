using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Passkeys;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

[AllowAnonymous]
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class SignInPasskeyModel(SignInWithPasskey signIn) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public bool StaysSignedIn { get; set; }

    /// <summary>What the browser made of it, as JSON.</summary>
    [BindProperty]
    [StringLength(PasskeyRules.CredentialMaxLength)]
    public string? Credential { get; set; }

    public void OnGet() => Localize();

    public async Task<IActionResult> OnPostOptionsAsync() => Content(await signIn.OptionsAsync(), MediaTypeNames.Application.Json);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Localize();
        var outcome = ModelState.IsValid && Credential is { } credential ? await signIn.ExecuteAsync(credential, StaysSignedIn, ct) : PasskeySignInOutcome.Refused;
        if (outcome == PasskeySignInOutcome.SignedIn)
        {
            return LocalRedirect(ReturnUrl!);
        }

        ModelState.Clear();
        ModelState.AddModelError("", outcome == PasskeySignInOutcome.NotConfirmed ? AccountMessages.MustConfirm : AccountMessages.PasskeyRefused);
        return Page();
    }

    private void Localize() => ReturnUrl = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";
}
