using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.FactSheets;

/// <summary>One question of the fact sheet, to be changed or removed.</summary>
internal sealed class QuestionModel(CompetitionAccess access, NodeDb db, EditQuestions edit) : PageModel
{
    public Competition Competition => access.Competition;
    public FactSheetQuestion Question { get; private set; } = null!;

    [BindProperty]
    public QuestionForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid question, CancellationToken ct)
    {
        if (!await LoadAsync(question, ct))
        {
            return NotFound();
        }

        Form = QuestionForm.Of(Question);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid question, CancellationToken ct)
    {
        if (!await LoadAsync(question, ct))
        {
            return NotFound();
        }

        // It stays, whatever bundle it came with.
        Form.Key = Question.Key;
        ModelState.Remove("Form.Key");
        if (Form.Check(ModelState) is not { } values)
        {
            return Page();
        }

        if (await edit.ChangeAsync(Competition.Id, question, values, ct) is { } sentence)
        {
            ModelState.AddModelError("Form.Kind", sentence);
            return Page();
        }

        TempData.Say(FactSheetMessages.QuestionSaved);
        return Redirect(NodeLinks.Manage.FactSheet(Competition.Slug));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid question, CancellationToken ct)
    {
        await edit.RemoveAsync(Competition.Id, question, ct);
        TempData.Say(FactSheetMessages.QuestionRemoved);
        return Redirect(NodeLinks.Manage.FactSheet(Competition.Slug));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.FactSheetQuestions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id && q.CompetitionId == Competition.Id, ct) is not { } question)
        {
            return false;
        }

        Question = question;
        return true;
    }
}
