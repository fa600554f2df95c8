using System.Diagnostics;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Participation;

internal sealed class ParticipantsModel(CompetitionAccess access, ListParticipants list, DecideParticipation decide) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public ParticipantState? State { get; set; }

    public Competition Competition => access.Competition;
    public ParticipantList List { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        ModelState.Clear();
        List = await list.ExecuteAsync(Competition.Id, Search, State, int.TryParse(number, out var page) ? page : null, ct);
    }

    public Task<IActionResult> OnPostApproveAsync(Guid id, CancellationToken ct) => DecideAsync(id, isApproved: true, ct);

    public Task<IActionResult> OnPostDenyAsync(Guid id, CancellationToken ct) => DecideAsync(id, isApproved: false, ct);

    /// <summary>The address of this list for one state.</summary>
    public string With(ParticipantState? state) => NodeLinks.Manage.Participants(Competition.Slug) + QueryString.Create(
        new Dictionary<string, string?> { ["search"] = Search, ["state"] = state?.ToString().ToLowerInvariant() }.Where(p => !string.IsNullOrEmpty(p.Value)));

    private async Task<IActionResult> DecideAsync(Guid id, bool isApproved, CancellationToken ct)
    {
        switch (await decide.ExecuteAsync(Competition, id, isApproved, access.AccountId!.Value, ct))
        {
            case DecideOutcome.Decided({ Account: { } account }):
                TempData.Say(isApproved ? $"{account.DisplayName} takes part now." : $"{account.DisplayName} does not take part.");
                break;
            case DecideOutcome.IsOrganizer:
                TempData.Say(ParticipationMessages.OrganizersStay);
                break;
            case DecideOutcome.NoSuchParticipant:
                return NotFound();
            case var other:
                throw new UnreachableException($"{other}");
        }

        return Redirect(With(State));
    }
}
