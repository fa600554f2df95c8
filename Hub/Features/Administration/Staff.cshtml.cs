using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Agon.Hub.Features.Administration;

[FreshSignIn(IsWritten = true)]
internal sealed partial class StaffModel(Staff staff, ILogger<StaffModel> logger) : PageModel
{
    public static IReadOnlyList<SelectListItem> Roles { get; } = [new(Staff.Curator, Staff.Curator), new(Staff.Administrator, Staff.Administrator)];

    public IReadOnlyList<StaffMember> Members { get; private set; } = [];

    [BindProperty]
    public AppointForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Members = await staff.ListAsync(ct);

    public async Task<IActionResult> OnPostAppointAsync(CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            var outcome = await staff.AppointAsync(Form.Email, Form.Role);
            if (outcome is AppointOutcome.Appointed(var name))
            {
                LogAppointed(Form.Role, User.AccountId);
                TempData.Say($"{name} is {AdministrationMessages.WithArticle(Form.Role)} now. It holds from the next minute on.");
                return Redirect(HubLinks.Administration.Staff);
            }

            ModelState.AddModelError("Form.Email", AdministrationMessages.Sentence(outcome));
        }

        await OnGetAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostDismissAsync(Guid account, string role, CancellationToken ct)
    {
        // The other form of the page was not sent.
        var outcome = await staff.DismissAsync(account, role, ct);
        if (outcome is DismissOutcome.Dismissed)
        {
            LogDismissed(role, account, User.AccountId);
        }

        TempData.Say(AdministrationMessages.Sentence(outcome, role));
        return Redirect(HubLinks.Administration.Staff);
    }

    [LoggerMessage(LogLevel.Information, "A {Role} was appointed by {By}")]
    private partial void LogAppointed(string role, Guid? by);

    [LoggerMessage(LogLevel.Information, "The {Role} {Account} was dismissed by {By}")]
    private partial void LogDismissed(string role, Guid account, Guid? by);

    internal sealed class AppointForm
    {
        [Required(ErrorMessage = AdministrationMessages.EnterEmail)]
        [Mailbox]
        public string Email { get; set; } = "";

        [AllowedValues(Staff.Curator, Staff.Administrator, ErrorMessage = AdministrationMessages.ChooseRole)]
        public string Role { get; set; } = "";
    }
}
