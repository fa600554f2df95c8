using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Submissions;

/// <summary>All submissions of a competition, for its organizers.</summary>
internal sealed class ManageModel(CompetitionAccess access, ListSubmissions list, FindSubmission find, RerunSubmission rerun, StartRuns start) : PageModel
{
    public Competition Competition => access.Competition;
    public SubmissionList List { get; private set; } = null!;
    public SubmissionStatus? Status { get; private set; }
    public string? Search { get; private set; }

    public async Task OnGetAsync(string? status, string? search, [FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        Status = Enum.TryParse<SubmissionStatus>(status, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        Search = search;
        List = await list.ExecuteAsync(Competition.Id, accountId: null, Status, search, int.TryParse(number, out var page) ? page : null, ct);
    }

    public async Task<IActionResult> OnPostRerunAsync(Guid submission, CancellationToken ct)
    {
        if (await find.ExecuteAsync(submission, User, ct) is not { MayManage: true } found || found.Competition.Id != Competition.Id)
        {
            return NotFound();
        }

        TempData.Say(SubmissionMessages.RunAgain(found.Submission.Number, await rerun.ExecuteAsync(submission, ct)));
        return Redirect(NodeLinks.Submissions.Show(submission));
    }

    public async Task<IActionResult> OnPostStartAsync(Guid submission, CancellationToken ct)
    {
        if (await find.ExecuteAsync(submission, User, ct) is not { MayManage: true } found || found.Competition.Id != Competition.Id)
        {
            return NotFound();
        }

        TempData.Say(SubmissionMessages.Started(found.Submission.Number, await start.ExecuteAsync(submission, ct)));
        return Redirect(With(SubmissionStatus.Received));
    }

    public async Task<IActionResult> OnPostStartAllAsync(CancellationToken ct)
    {
        TempData.Say(SubmissionMessages.AllStarted(await start.AllAsync(Competition.Id, ct)));
        return Redirect(With(null));
    }

    /// <summary>The same list, of another status.</summary>
    public string With(SubmissionStatus? status) => NodeLinks.Manage.Submissions(Competition.Slug) + QueryString.Create(
        new Dictionary<string, string?> { ["status"] = status?.ToString().ToLowerInvariant(), ["search"] = Search }.Where(p => !string.IsNullOrWhiteSpace(p.Value)));
}
