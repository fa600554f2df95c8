using System.Diagnostics;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Competitions.Publishing;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Competitions.Manage;

internal sealed class PublishModel(CompetitionAccess access, PublishCompetition publish, UnpublishCompetition unpublish) : PageModel
{
    public Competition Competition => access.Competition;
    public IReadOnlyList<PublicationCheck> Checklist { get; private set; } = [];
    public bool IsReady => Checklist.All(c => c.IsDone || !c.IsRequired);

    public async Task OnGetAsync(CancellationToken ct) => Checklist = await publish.CheckAsync(Competition, ct);

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        switch (await publish.ExecuteAsync(Competition, ct))
        {
            case PublishOutcome.Published:
                TempData.Say("The competition is public.");
                return Redirect(NodeLinks.Competitions.Show(Competition.Slug));
            case PublishOutcome.AlreadyPublished:
                TempData.Say("The competition was public already.");
                return Redirect(NodeLinks.Competitions.Show(Competition.Slug));
            case PublishOutcome.NotReady:
                ModelState.AddModelError("", "It can't be published yet: see what is needed.");
                Checklist = await publish.CheckAsync(Competition, ct);
                return Page();
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    public async Task<IActionResult> OnPostUnpublishAsync(CancellationToken ct)
    {
        var outcome = await unpublish.ExecuteAsync(Competition, ct);
        TempData.Say(outcome is UnpublishOutcome.Unpublished ? "The competition is a draft again: only organizers see it." : "The competition was a draft already.");
        return Redirect(NodeLinks.Manage.Desk(Competition.Slug));
    }
}
