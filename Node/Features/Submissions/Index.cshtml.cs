using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Submissions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Submissions;

[AllowedTo(CompetitionRelation.Stranger)]
internal sealed class IndexModel(CompetitionAccess access, ListSubmissions list, FindSubmission find, ChooseEntry choose) : PageModel
{
    public Competition Competition => access.Competition;
    public bool TakesPart => access.TakesPart;
    public SubmissionList List { get; private set; } = null!;

    /// <summary>Whether a leaderboard has to be named.</summary>
    public bool HasSeveralBoards => List.Rows.SelectMany(r => r.Places).DistinctBy(p => p.Board.Id).Skip(1).Any();

    public async Task OnGetAsync([FromQuery(Name = "page")] string? number, CancellationToken ct) =>
        List = await list.ExecuteAsync(Competition.Id, access.AccountId!.Value, status: null, search: null, int.TryParse(number, out var page) ? page : null, ct);

    public Task<IActionResult> OnPostChooseAsync(Guid submission, string? leaderboard, CancellationToken ct) => ChooseAsync(submission, leaderboard, true, ct);

    public Task<IActionResult> OnPostRemoveAsync(Guid submission, string? leaderboard, CancellationToken ct) => ChooseAsync(submission, leaderboard, false, ct);

    private async Task<IActionResult> ChooseAsync(Guid submission, string? leaderboard, bool isWanted, CancellationToken ct)
    {
        if (await find.ExecuteAsync(submission, User, ct) is not { IsOwner: true } own || own.Submission.CompetitionId != Competition.Id)
        {
            return NotFound();
        }

        TempData.Say(SubmissionMessages.Chosen(own.Submission.Number, isWanted, await choose.ExecuteAsync(submission, leaderboard, isWanted, own.MayManage, ct)));
        return Redirect(NodeLinks.Competitions.Submissions(Competition.Slug));
    }
}
