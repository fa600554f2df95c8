using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Agon.Hub.Features.Catalogue.Curation.Changes;

internal sealed class ChangesModel(ReadChanges read, UndoChange undo) : PageModel
{
    public static IReadOnlyList<SelectListItem> Acts { get; } =
        [new("everything", ""), .. Enum.GetValues<CurationAct>().Select(a => new SelectListItem(CurationMessages.Word(a), $"{a}"))];

    [BindProperty(SupportsGet = true)]
    public CurationAct? Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Subject { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Title { get; set; }

    public IReadOnlyList<ChangeRow> Rows { get; private set; } = [];

    public Paging Paging { get; private set; } = Paging.Of(1, ReadChanges.PageSize, 0);

    public bool IsNarrowed => Act is not null || Subject is not null || Title is not null;

    /// <summary>The parts of its address.</summary>
    public Dictionary<string, string> Asked => Request.Query.Where(q => q.Key != "handler").ToDictionary(q => q.Key, q => $"{q.Value}");

    /// <summary>Where a change is undone; written out, because "page" means something else to routes.</summary>
    public string UndoLink => HubLinks.Curation.Changes + QueryString.Create(Asked.Append(new("handler", "Undo"))!);

    public async Task OnGetAsync([FromQuery(Name = "page")] int? number, CancellationToken ct) =>
        (Rows, Paging) = await read.ExecuteAsync(new ChangeFilter(Act, null, Subject, Title), number, ct);

    public async Task<IActionResult> OnPostUndoAsync(long change, CancellationToken ct)
    {
        TempData.Say(CurationMessages.Sentence(await undo.ExecuteAsync(change, null, User.AccountId, ct)));
        return Redirect(HubLinks.Curation.Changes + QueryString.Create(Asked!));
    }
}
