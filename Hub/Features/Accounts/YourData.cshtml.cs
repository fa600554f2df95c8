using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Net.Mime;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Accounts.Export;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Agon.Hub.Features.Accounts;

[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class YourDataModel(
    UserManager<Account> users, SignInManager<Account> signIn, PlanDeletion plan, ExportData export, TimeProvider clock) : PageModel
{
    [BindProperty]
    public DeletionForm Form { get; set; } = new();

    /// <summary>Whether the person showed a short time ago who they are.</summary>
    public bool IsFresh => AccountClaims.IsFresh(User.AuthenticatedAt, clock.GetUtcNow());

    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        // Who only found an open browser takes nothing along.
        if (!IsFresh)
        {
            return Redirect(AccountLinks.Reauthenticate(HubLinks.Accounts.YourData));
        }

        Response.Headers.CacheControl = "no-store";
        return File(await export.ExecuteAsync(account, ct), MediaTypeNames.Application.Json, "agon-my-data.json");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        switch (await plan.ExecuteAsync(account, User.AuthenticatedAt, ct))
        {
            case PlanDeletionOutcome.Planned(var dueAt):
                await signIn.SignOutAsync();
                TempData.Say(HubAccountMessages.DeletionPlanned(Moments.Day(dueAt)));
                return Redirect(HubLinks.Home);
            case PlanDeletionOutcome.PlannedBefore:
                await signIn.SignOutAsync();
                return Redirect(HubLinks.Home);
            case PlanDeletionOutcome.NotFresh:
                return Redirect(AccountLinks.Reauthenticate(HubLinks.Accounts.YourData));
            case PlanDeletionOutcome.IsAdministrator:
                ModelState.AddModelError("Form.IsSure", HubAccountMessages.AdministratorsStay);
                return Page();
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    internal sealed class DeletionForm
    {
        [AllowedValues(true, ErrorMessage = HubAccountMessages.BeSure)]
        public bool IsSure { get; set; }
    }
}
