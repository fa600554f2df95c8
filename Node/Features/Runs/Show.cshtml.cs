using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Submissions;
using Agon.Node.Features.Submissions.Access;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Runs;

/// <summary>A submission with its runs.</summary>
internal sealed class ShowModel(FindSubmission find, ReadRun read, CancelRuns cancel, StartRuns start, RerunSubmission rerun, ChooseEntry choose) : PageModel
{
    public RunView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, string? run, CancellationToken ct)
    {
        int? number = run is null ? null : int.TryParse(run, out var given) ? given : 0;
        if (await find.ExecuteAsync(id, User, ct) is not { } access || await read.ExecuteAsync(access, number, ct) is not { } view)
        {
            return NotFound();
        }

        View = view;
        return Page();
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, User, ct) is null)
        {
            return NotFound();
        }

        TempData.Say(await cancel.ExecuteAsync(id, onlyRun: null, ct) > 0
            ? "Cancelled. What was running stops within seconds. It costs nothing of the limits, unless its scoring had begun."
            : "It was over already, so nothing was cancelled.");
        return Redirect(NodeLinks.Submissions.Show(id));
    }

    public async Task<IActionResult> OnPostStartAsync(Guid id, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, User, ct) is not { MayManage: true } found)
        {
            return NotFound();
        }

        TempData.Say(SubmissionMessages.Started(found.Submission.Number, await start.ExecuteAsync(id, ct)));
        return Redirect(NodeLinks.Submissions.Show(id));
    }

    public async Task<IActionResult> OnPostRerunAsync(Guid id, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, User, ct) is not { MayManage: true } found)
        {
            return NotFound();
        }

        TempData.Say(SubmissionMessages.RunAgain(found.Submission.Number, await rerun.ExecuteAsync(id, ct)));
        return Redirect(NodeLinks.Submissions.Show(id));
    }

    public async Task<IActionResult> OnPostEntryAsync(Guid id, string? leaderboard, bool isWanted, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, User, ct) is not { IsOwner: true } own)
        {
            return NotFound();
        }

        TempData.Say(SubmissionMessages.Chosen(own.Submission.Number, isWanted, await choose.ExecuteAsync(id, leaderboard, isWanted, own.MayManage, ct)));
        return Redirect(NodeLinks.Submissions.Show(id));
    }
}
