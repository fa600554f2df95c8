using System.Diagnostics;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Runs;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>Whether and how the hub lists a competition, and what it was told.</summary>
internal sealed class ListingModel(NodeDb db, CompetitionAccess access, EditListing edit, ReadTold told, IOptions<RunOptions> runs) : PageModel
{
    [BindProperty]
    public ListingForm Form { get; set; } = new();

    public Competition Competition => access.Competition;

    public RunOptions Runs => runs.Value;

    /// <summary>What the hub is called; null if there is none.</summary>
    public string? Hub { get; private set; }

    public IReadOnlyList<ToldView> Told { get; private set; } = [];

    /// <summary>What is stored now where the form says otherwise, after somebody was faster.</summary>
    public IReadOnlyList<(string Field, string Stored)>? Changed { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Form = ListingForm.Of(Competition);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await edit.ExecuteAsync(Competition, Form.Values(), Form.Revision, ct))
        {
            case EditListingOutcome.Saved:
                TempData.Say(ListingMessages.Saved);
                return Redirect(NodeLinks.Manage.Listing(Competition.Slug));
            case EditListingOutcome.Impossible(var facts):
                Say(facts);
                await LoadAsync(ct);
                return Page();
            case EditListingOutcome.Stale:
                return await ShowChangesAsync(ct);
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private void Say(IReadOnlyList<ImpossibleFact> facts)
    {
        foreach (var fact in facts)
        {
            ModelState.AddModelError(ListingForm.Field(fact), ListingMessages.Sentence(fact));
        }
    }

    private async Task<PageResult> ShowChangesAsync(CancellationToken ct)
    {
        var stored = await db.Competitions.AsNoTracking().Include(c => c.HubCard).SingleAsync(c => c.Id == Competition.Id, ct);
        Changed = Form.DifferencesTo(stored);
        Form.Revision = stored.Revision;
        ModelState.Remove("Form.Revision");
        Response.StatusCode = StatusCodes.Status409Conflict;
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Hub = await told.HubAsync(ct);
        Told = await told.ExecuteAsync(Competition.Id, ct);
        Competition.HubCard ??= await db.HubCards.AsNoTracking().SingleOrDefaultAsync(c => c.CompetitionId == Competition.Id, ct);
    }
}
