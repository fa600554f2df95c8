using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Portal.Features.Account;

[AllowAnonymous]
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class ResetModel(ResetPassword reset, OtherWays others) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Account { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public NewPasswordForm Form { get; set; } = new();

    [BindProperty]
    public bool RemovesPasskeys { get; set; }

    public bool IsSpent { get; private set; }

    public void OnGet() => IsSpent = AccountLinks.TokenOf(Code) is null;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        foreach (var error in await reset.ExecuteAsync(Account, AccountLinks.TokenOf(Code), Form.Password, RemovesPasskeys, ct))
        {
            IsSpent |= error.Code == nameof(IdentityErrorDescriber.InvalidToken);
            ModelState.AddAccountError(error, "Form.Password", "Form.Password");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var ways = await others.OfAsync(Account, ct);
        TempData.Say(AccountMessages.PasswordIsSet([.. ways.Select(w => w.Text)]));
        return Redirect(AccountLinks.SignIn(ways.Count > 0 ? ways[0].Href : null));
    }
}
