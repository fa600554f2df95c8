using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.FactSheets;

/// <summary>What a competition asks about submissions, for its organizers.</summary>
internal sealed class QuestionsModel(CompetitionAccess access, ReadFactSheet read, EditQuestions edit) : PageModel
{
    public Competition Competition => access.Competition;
    public IReadOnlyList<FactSheetQuestion> Questions { get; private set; } = [];

    [BindProperty]
    public QuestionForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Questions = await read.QuestionsAsync(Competition.Id, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Questions = await read.QuestionsAsync(Competition.Id, ct);
        if (Form.Check(ModelState) is not { } values)
        {
            return Page();
        }

        if (await edit.AddAsync(Competition.Id, values, ct) is { } sentence)
        {
            ModelState.AddModelError("Form.Key", sentence);
            return Page();
        }

        TempData.Say(FactSheetMessages.QuestionSaved);
        return Redirect(NodeLinks.Manage.FactSheet(Competition.Slug));
    }
}
