using System.Diagnostics;
using Agon.Node.Features.Competitions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Competitions.Manage;

internal sealed class PhaseModel(CompetitionAccess access, EditPhase edit) : PageModel
{
    [BindProperty]
    public PhaseForm Form { get; set; } = new();

    public Competition Competition => access.Competition;
    public Phase Phase { get; private set; } = null!;

    /// <summary>What is stored now where the form says otherwise, after somebody was faster.</summary>
    public IReadOnlyList<(string Field, string Stored)>? Changed { get; private set; }

    public IActionResult OnGet(int number)
    {
        if (!TryTake(number))
        {
            return NotFound();
        }

        Form = PhaseForm.Of(Competition, Phase);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct)
    {
        if (!TryTake(number))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await edit.ExecuteAsync(Competition, Phase, Form.Values(Phase), Form.Revision, ct))
        {
            case EditPhaseOutcome.Saved:
                TempData.Say($"“{Phase.Name}” is saved.");
                return Redirect(NodeLinks.Manage.Desk(Competition.Slug));
            case EditPhaseOutcome.WrongDates(var problems):
                problems.ToList().ForEach(p => ModelState.AddModelError(FieldOf(p), p.Message));
                return Page();
            case EditPhaseOutcome.StepTooLong(var max):
                ModelState.AddModelError("Form.ExecutionTimeLimit", $"Enter at most {max} seconds: that is the longest the operator of this site allows. Ask them if your programs need longer.");
                return Page();
            case EditPhaseOutcome.Stale:
                return ShowChanges();
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private bool TryTake(int number)
    {
        Phase = Competition.Phases.SingleOrDefault(p => p.Number == number)!;
        return Phase is not null;
    }

    /// <summary>The form as it was sent, what is stored beside it; sent once more, it is saved.</summary>
    private PageResult ShowChanges()
    {
        Changed = Form.DifferencesTo(Phase);
        Form.Revision = Competition.Revision;
        ModelState.Remove("Form.Revision");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    // Of two phases that overlap, the one on this page has the field to mend.
    private string FieldOf(PhaseDateProblem problem) => problem switch
    {
        { Fault: PhaseDateFault.Overlaps } when problem.Number == Phase.Number - 1 => "Form.StartsAt",
        _ when problem.Number == Phase.Number => "Form.EndsAt",
        _ => "",
    };
}
