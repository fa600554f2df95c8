using System.ComponentModel.DataAnnotations;
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
internal sealed class AllModel(HubDb db, MakeSeries make) : PageModel
{
    public IReadOnlyList<(ListingSeries Series, int Members)> Series { get; private set; } = [];

    [BindProperty]
    public SeriesForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = await db.Series.AsNoTracking().Where(s => !s.IsRemoved).OrderBy(s => s.Title).ThenBy(s => s.Id)
            .Select(s => new { Series = s, Members = db.SeriesMembers.Count(m => m.SeriesId == s.Id) }).ToListAsync(ct);
        Series = [.. all.Select(s => (s.Series, s.Members))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            var (outcome, slug) = await make.ExecuteAsync(Form.ToWords(), User.AccountId, ct);
            if (outcome == SeriesOutcome.Done)
            {
                TempData.Say(SeriesMessages.Made(Form.Title));
                return Redirect(HubLinks.Curation.OneSeries(slug!));
            }

            ModelState.AddModelError($"Form.{SeriesForm.FieldOf(outcome)}", SeriesMessages.Sentence(outcome));
        }

        await OnGetAsync(ct);
        return Page();
    }
}

/// <summary>What a curator types.</summary>
internal sealed class SeriesForm
{
    [Required(ErrorMessage = SeriesMessages.EnterTitle)]
    [StringLength(ListingSeries.TitleMaxLength, ErrorMessage = SeriesMessages.EnterTitle)]
    public string Title { get; set; } = "";

    public string? Slug { get; set; }

    [StringLength(ListingSeries.TextMaxLength, ErrorMessage = SeriesMessages.TextTooLong)]
    public string? Text { get; set; }

    public SeriesWords ToWords() => new(Title, Text, Slug);

    public static string FieldOf(SeriesOutcome outcome) => outcome switch
    {
        SeriesOutcome.SlugTaken or SeriesOutcome.SlugUnfit => nameof(Slug),
        SeriesOutcome.TextTooLong => nameof(Text),
        _ => nameof(Title),
    };
}
