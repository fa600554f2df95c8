using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Node.Features.SignOn.Identities;

// Programs that look through mail follow links: only the button does anything.
[AllowAnonymous]
[EnableRateLimiting(SignOnLimits.Policy)]
internal sealed class ConfirmModel(MailedLinks links, ConfirmByMail confirm) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    public SignOnFailure? Failure { get; private set; }

    public async Task OnGetAsync() => Failure = links.Read(Code, await HttpContext.FindPendingAsync()).Failure;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Failure = (await confirm.ExecuteAsync(Code, await HttpContext.FindPendingAsync(), ct)).Failure;
        return Failure is null ? Redirect(NodeLinks.SignOn.Finish) : Page();
    }
}
