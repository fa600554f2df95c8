using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Roles;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Administration;

[FreshSignIn(IsWritten = true)]
internal sealed class OperatorsModel(ListRoleHolders list, AppointPerson appoint, DismissPerson dismiss) : PageModel
{
    public IReadOnlyList<RoleHolder> Holders { get; private set; } = [];

    [BindProperty]
    public AppointForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Holders = await list.ExecuteAsync(ct);

    public async Task<IActionResult> OnPostAppointAsync(CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            var outcome = await appoint.ExecuteAsync(Form.Email, Operators.Role, User.AccountId, ct);
            if (outcome is AppointOutcome.Appointed)
            {
                TempData.Say(RoleMessages.Sentence(outcome, Operators.Role));
                return Redirect(NodeLinks.Administration.Operators);
            }

            ModelState.AddModelError("Form.Email", RoleMessages.Sentence(outcome, Operators.Role));
        }

        await OnGetAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostDismissAsync(Guid account, CancellationToken ct)
    {
        // The other form of the page was not sent.
        TempData.Say(RoleMessages.Sentence(await dismiss.ExecuteAsync(account, Operators.Role, User.AccountId, ct), Operators.Role));
        return Redirect(NodeLinks.Administration.Operators);
    }

    internal sealed class AppointForm
    {
        [Required(ErrorMessage = RoleMessages.EnterEmail)]
        [Mailbox]
        public string Email { get; set; } = "";
    }
}
