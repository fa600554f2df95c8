using System.Diagnostics;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Participation;

[AllowedTo(CompetitionRelation.Stranger)]
internal sealed class JoinModel(CompetitionAccess access, JoinCompetition join, TimeProvider clock) : PageModel
{
    [BindProperty]
    public JoinForm Form { get; set; } = new();

    public Competition Competition => access.Competition;
    public Participant? Participant => access.Participant;
    public bool IsOpen => Competition.IsPublished || access.HasDraftKey;
    public bool MayJoin => access.MayJoin(clock.GetUtcNow());

    public void OnGet() => Form = new JoinForm { TermsSha256 = JoinCompetition.DigestOf(Competition.Terms) };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await join.ExecuteAsync(access, Form.AcceptsTerms, Form.TermsSha256, ct))
        {
            case JoinOutcome.Joined({ State: ParticipantState.Approved }):
                TempData.Say("You take part. Good luck!");
                return Redirect(NodeLinks.Competitions.Data(Competition.Slug));
            case JoinOutcome.Joined or JoinOutcome.Already:
                return Redirect(NodeLinks.Competitions.Join(Competition.Slug));
            case JoinOutcome.TermsNotAccepted:
                return Refuse("Form.AcceptsTerms", ParticipationMessages.TermsNotAccepted);
            case JoinOutcome.TermsChanged:
                // What was ticked was about other words.
                ModelState.Clear();
                Form = new JoinForm { TermsSha256 = JoinCompetition.DigestOf(Competition.Terms) };
                return Refuse("Form.AcceptsTerms", ParticipationMessages.TermsChanged);
            case JoinOutcome.AddressNotConfirmed:
                return Refuse("", ParticipationMessages.AddressNotConfirmed);
            case JoinOutcome.Closed:
                return Refuse("", ParticipationMessages.Closed);
            case JoinOutcome.NotPublished:
                return Refuse("", ParticipationMessages.NotPublished);
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private PageResult Refuse(string field, string message)
    {
        ModelState.AddModelError(field, message);
        return Page();
    }
}

internal sealed class JoinForm
{
    public bool AcceptsTerms { get; set; }

    /// <summary>The rules on the page that was sent.</summary>
    public string? TermsSha256 { get; set; }
}
