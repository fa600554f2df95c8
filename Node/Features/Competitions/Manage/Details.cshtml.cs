using System.Diagnostics;
using Agon.Node.Features.Competitions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Competitions.Manage;

internal sealed class DetailsModel(CompetitionAccess access, EditDetails edit) : PageModel
{
    [BindProperty]
    public DetailsForm Form { get; set; } = new();

    public Competition Competition => access.Competition;

    /// <summary>What is stored now where the form says otherwise, after somebody was faster.</summary>
    public IReadOnlyList<(string Field, string Stored)>? Changed { get; private set; }

    public void OnGet() => Form = DetailsForm.Of(Competition);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await edit.ExecuteAsync(Competition, Form.Values(), Form.Revision, ct))
        {
            case EditDetailsOutcome.Saved:
                TempData.Say("The details are saved.");
                return Redirect(NodeLinks.Manage.Desk(Competition.Slug));
            case EditDetailsOutcome.Stale:
                return ShowChanges();
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    /// <summary>The form as it was sent, what is stored beside it; sent once more, it is saved.</summary>
    private PageResult ShowChanges()
    {
        Changed = Form.DifferencesTo(Competition);
        Form.Revision = Competition.Revision;
        ModelState.Remove("Form.Revision");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
