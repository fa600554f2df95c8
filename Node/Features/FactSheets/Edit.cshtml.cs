using Agon.Node.Features.Submissions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.FactSheets;

/// <summary>What a submission's sender, or an organizer, says of it after it was sent.</summary>
internal sealed class EditModel(FindSubmission find, ReadFactSheet read, SaveAnswers save) : PageModel
{
    public SubmissionAccess Access { get; private set; } = null!;
    public FactSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var form = await Request.ReadFormAsync(ct);
        var given = FactSheet.Read(Sheet.Questions, name => form[name]);
        if (await save.ExecuteAsync(id, given, ct) is { Count: > 0 } problems)
        {
            ModelState.AddFacts(problems, Sheet.Questions);
            Sheet = Sheet with { Answers = given };
            return Page();
        }

        TempData.Say(FactSheetMessages.Saved);
        return Redirect(NodeLinks.Submissions.Show(id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, User, ct) is not { } access)
        {
            return false;
        }

        (Access, Sheet) = (access, await read.OfSubmissionAsync(access.Competition.Id, id, ct));
        return true;
    }
}
