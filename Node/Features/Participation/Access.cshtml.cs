using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Participation;

/// <summary>Who organizes a competition, who is let in without approval, and who may see its draft.</summary>
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class AccessModel(CompetitionAccess access, NodeDb db, EditOrganizers organizers, EditAccess edit, PublicAddress address) : PageModel
{
    public Competition Competition => access.Competition;
    public IReadOnlyList<Participant> Organizers { get; private set; } = [];
    public string? Link => Competition.DraftKey is { } key ? address.Of(NodeLinks.Competitions.Draft(key)) : null;

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Addresses { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Email) || await organizers.AddAsync(Competition, Email.Trim(), ct) is not OrganizerOutcome.Done(var name))
        {
            return await RefuseAsync(nameof(Email), ParticipationMessages.NoSuchAccount, ct);
        }

        return Said($"{name} organizes this competition too.");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken ct) => await organizers.RemoveAsync(Competition, id, ct) switch
    {
        OrganizerOutcome.Done(var name) => Said($"{name} is no organizer any more."),
        OrganizerOutcome.MadeIt => Said(ParticipationMessages.MadeItStays),
        _ => NotFound(),
    };

    public async Task<IActionResult> OnPostLetInAsync(CancellationToken ct) => await edit.LetInAsync(Competition, Addresses, ct) is { } sentence
        ? await RefuseAsync(nameof(Addresses), sentence, ct)
        : Said(ParticipationMessages.LetInSaved);

    public async Task<IActionResult> OnPostLinkAsync(bool isWanted, CancellationToken ct)
    {
        await edit.LinkAsync(Competition, isWanted, ct);
        return Said(isWanted ? ParticipationMessages.LinkMade : ParticipationMessages.LinkGone);
    }

    private RedirectResult Said(string sentence)
    {
        TempData.Say(sentence);
        return Redirect(NodeLinks.Manage.Access(Competition.Slug));
    }

    private async Task<IActionResult> RefuseAsync(string field, string sentence, CancellationToken ct)
    {
        await LoadAsync(ct);
        ModelState.AddModelError(field, sentence);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Addresses ??= string.Join('\n', Competition.LetInAddresses.Select(a => a.ToLowerInvariant()));
        Organizers = await db.Participants.AsNoTracking().Include(p => p.Account)
            .Where(p => p.CompetitionId == Competition.Id && p.Role == CompetitionRole.Organizer).OrderBy(p => p.JoinedAt).ToListAsync(ct);
    }
}
