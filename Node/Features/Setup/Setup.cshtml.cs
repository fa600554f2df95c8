using System.Diagnostics;
using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Node.Features.Setup;

// Open to whoever has the link, and to nobody once there is an operator: then it is as if the page did not exist.
[AllowAnonymous]
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class SetupModel(SetupCode secret, Operators operators, SetUpNode setUp, SignInManager<Account> signIn) : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public SetupForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        secret.Matches(Code) && !await operators.AnyAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!secret.Matches(Code))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await setUp.ExecuteAsync(Code, Form, ct))
        {
            case SetUpOutcome.Done(var account):
                await signIn.SignInAsync(account, isPersistent: false);
                TempData.Say("The node is set up. This is your desk.");
                return Redirect(NodeLinks.Administration.Desk);
            case SetUpOutcome.BadAccount(var errors):
                foreach (var error in errors)
                {
                    ModelState.AddModelError(error.Code.Contains("Password", StringComparison.Ordinal) ? "Form.Password" : "Form.Email", error.Description);
                }

                return Page();
            case SetUpOutcome.TooLate:
                return NotFound();
            case var other:
                throw new UnreachableException($"{other}");
        }
    }
}
