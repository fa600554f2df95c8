using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Roles;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Agon.Hub.Features.Administration;

[FreshSignIn(IsWritten = true)]
internal sealed class StaffModel(ListRoleHolders list, AppointPerson appoint, DismissPerson dismiss) : PageModel
{
    public static IReadOnlyList<SelectListItem> Roles { get; } = [.. Staff.Roles.All.Select(role => new SelectListItem(role, role))];

    public IReadOnlyList<RoleHolder> Holders { get; private set; } = [];

    [BindProperty]
    public AppointForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Holders = await list.ExecuteAsync(ct);

    public async Task<IActionResult> OnPostAppointAsync(CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            var outcome = await appoint.ExecuteAsync(Form.Email, Form.Role, User.AccountId, ct);
            if (outcome is AppointOutcome.Appointed)
            {
                TempData.Say(RoleMessages.Sentence(outcome, Form.Role));
                return Redirect(HubLinks.Administration.Staff);
            }

            ModelState.AddModelError("Form.Email", RoleMessages.Sentence(outcome, Form.Role));
        }

        await OnGetAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostDismissAsync(Guid account, string role, CancellationToken ct)
    {
        // The other form of the page was not sent.
        TempData.Say(RoleMessages.Sentence(await dismiss.ExecuteAsync(account, role, User.AccountId, ct), role));
        return Redirect(HubLinks.Administration.Staff);
    }

    internal sealed class AppointForm
    {
        [Required(ErrorMessage = RoleMessages.EnterEmail)]
        [Mailbox]
        public string Email { get; set; } = "";

        [AllowedValues(Staff.Curator, Staff.Administrator, ErrorMessage = RoleMessages.ChooseRole)]
        public string Role { get; set; } = "";
    }
}
