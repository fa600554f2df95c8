using Agon.Hub.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>A listing's tags, and what its node says wrongly.</summary>
internal sealed class CorrectModel(HubDb db, CorrectListing correct) : PageModel
{
    public static IReadOnlyList<SelectListItem> Prizes { get; } = [new("as the node says", ""), new("there is one", "true"), new("there is none", "false")];

    public Listings.Listing Listing { get; private set; } = null!;

    [BindProperty]
    public CorrectForm Form { get; set; } = new();

    public static string Says(IReadOnlyList<string> words) => words.Count == 0 ? "The node says none." : $"The node says: {string.Join(", ", words)}.";

    public static string Says(string? word) => Says(word is null ? [] : [word]);

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (!await FindAsync(slug, ct))
        {
            return NotFound();
        }

        Form = CorrectForm.Of(await CurationAsync(ct) ?? new ListingCuration { ListingId = Listing.Id });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (!await FindAsync(slug, ct))
        {
            return NotFound();
        }

        var outcome = await correct.ExecuteAsync(slug, Form.Correction(), Form.Seen, Form.Note, User.AccountId, ct);
        if (outcome is CurateOutcome.Done or CurateOutcome.WasSo)
        {
            TempData.Say(CurationMessages.Sentence(outcome));
            return Redirect(HubLinks.Curation.Listing(slug));
        }

        if (outcome == CurateOutcome.ChangedMeanwhile)
        {
            Form.Seen = (await CurationAsync(ct))?.Version ?? 0;
            ModelState.Remove("Form.Seen");
        }

        ModelState.AddModelError(CurationMessages.FieldOf(outcome), CurationMessages.Sentence(outcome));
        return Page();
    }

    private async Task<bool> FindAsync(string slug, CancellationToken ct)
    {
        Listing = (await db.Listings.AsNoTracking().SingleOrDefaultAsync(l => l.Slug == slug, ct))!;
        return Listing is not null;
    }

    private Task<ListingCuration?> CurationAsync(CancellationToken ct) => db.ListingCurations.AsNoTracking().SingleOrDefaultAsync(c => c.ListingId == Listing.Id, ct);

    internal sealed class CorrectForm
    {
        // Nothing in place of something is said too.
        private const string None = "-";

        public string? Tags { get; set; }
        public string? TaskTypes { get; set; }
        public string? Modalities { get; set; }
        public string? Language { get; set; }
        public string? Institution { get; set; }
        public bool? Prize { get; set; }
        public string? Note { get; set; }

        /// <summary>What the curator saw.</summary>
        public int Seen { get; set; }

        public static CorrectForm Of(ListingCuration curation) => new()
        {
            Tags = string.Join(", ", curation.Tags),
            TaskTypes = Written(curation.TaskTypes),
            Modalities = Written(curation.Modalities),
            Language = curation.Language,
            Institution = curation.Institution,
            Prize = curation.HasPrize,
            Seen = curation.Version,
        };

        public Correction Correction() => new(Words(Tags) ?? [], Words(TaskTypes), Words(Modalities), Language, Institution, Prize);

        private static string? Written(List<string>? words) => words is null ? null : words.Count == 0 ? None : string.Join(", ", words);

        private static string[]? Words(string? text) => text switch
        {
            null => null,
            None => [],
            _ => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
        };
    }
}
