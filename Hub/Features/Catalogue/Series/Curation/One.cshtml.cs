using Agon.Hub.Data;
using Agon.Hub.Features.Administration;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series.Curation;

[Authorize(Staff.Curators)]
internal sealed class OneModel(
    HubDb db, ReadSources read, FindStandings find, EditSeries edit, RemoveSeries remove, AddToSeries add, TakeFromSeries take, MoveUpInSeries up) : PageModel
{
    public ListingSeries Series { get; private set; } = null!;

    public IReadOnlyList<SeriesSource> Sources { get; private set; } = [];

    public IReadOnlyList<FoundStandings> Found { get; private set; } = [];

    public string? Search { get; private set; }

    [BindProperty]
    public SeriesForm Form { get; set; } = new();

    [BindProperty]
    public bool IsSure { get; set; }

    private IEnumerable<SeriesSource> Shown => Sources.Where(s => s.IsShown);

    public bool IsComparable => Comparison.AreComparable([.. Shown]);

    public string About(SeriesSource source) => !source.IsShown ? SeriesMessages.NotShown
        : SeriesMessages.Sentence(Comparison.Of(source, Shown.First()), source) is { Length: > 0 } words ? words : "nothing";

    public async Task<IActionResult> OnGetAsync(string slug, string? search, CancellationToken ct)
    {
        if (!await LoadAsync(slug, ct))
        {
            return NotFound();
        }

        Form = new SeriesForm { Title = Series.Title, Text = Series.Text };
        Search = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        Found = Search is null ? [] : await find.ExecuteAsync(Series.Id, Search, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostEditAsync(string slug, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            var outcome = await edit.ExecuteAsync(slug, Form.ToWords(), User.AccountId, ct);
            if (outcome is SeriesOutcome.Done or SeriesOutcome.NoSeries)
            {
                return Answer(outcome, slug);
            }

            ModelState.AddModelError($"Form.{SeriesForm.FieldOf(outcome)}", SeriesMessages.Sentence(outcome));
        }

        return await LoadAsync(slug, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAddAsync(string slug, Guid listing, string phase, CancellationToken ct) => Answer(await add.ExecuteAsync(slug, listing, phase ?? "", User.AccountId, ct), slug);

    public async Task<IActionResult> OnPostTakeAsync(string slug, Guid listing, string phase, CancellationToken ct) => Answer(await take.ExecuteAsync(slug, listing, phase ?? "", User.AccountId, ct), slug);

    public async Task<IActionResult> OnPostUpAsync(string slug, Guid listing, string phase, CancellationToken ct) => Answer(await up.ExecuteAsync(slug, listing, phase ?? "", User.AccountId, ct), slug);

    public async Task<IActionResult> OnPostRemoveAsync(string slug, CancellationToken ct)
    {
        if (IsSure)
        {
            TempData.Say(SeriesMessages.Sentence(await remove.ExecuteAsync(slug, User.AccountId, ct)));
            return Redirect(HubLinks.Curation.Series);
        }

        ModelState.Clear();
        ModelState.AddModelError(nameof(IsSure), SeriesMessages.SureToRemove);
        return await OnGetAsync(slug, null, ct);
    }

    private RedirectResult Answer(SeriesOutcome outcome, string slug)
    {
        TempData.Say(SeriesMessages.Sentence(outcome));
        return Redirect(outcome == SeriesOutcome.NoSeries ? HubLinks.Curation.Series : HubLinks.Curation.OneSeries(slug));
    }

    private async Task<bool> LoadAsync(string slug, CancellationToken ct)
    {
        if (await db.Series.AsNoTracking().SingleOrDefaultAsync(s => s.Slug == slug && !s.IsRemoved, ct) is not { } series)
        {
            return false;
        }

        Series = series;
        Sources = await read.AllAsync(series.Id, ct);
        return true;
    }
}
