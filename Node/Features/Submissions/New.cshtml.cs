using System.Diagnostics;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Submissions;

[StreamedForm]
[AllowedTo(CompetitionRelation.Stranger)]
internal sealed class NewModel(
    CompetitionAccess access, CheckEligibility check, ReceiveUpload upload, ReceiveSubmission receive, ReadBoards readBoards, ReadFactSheet readFactSheet, IOptions<SubmissionOptions> options, TimeProvider clock)
    : PageModel
{
    public Competition Competition => access.Competition;

    /// <summary>The phases that take submissions now; the page asks only if there are several.</summary>
    public IReadOnlyList<Phase> Open { get; private set; } = [];

    public Phase? Phase { get; private set; }
    public Eligibility? Eligibility { get; private set; }
    public IReadOnlyList<Leaderboard> Boards { get; private set; } = [];
    public FactSheet Facts { get; private set; } = new([], new Dictionary<string, string>());
    public long MaxBytes => options.Value.MaxBytes;
    public DateTimeOffset Tomorrow => SubmissionLimits.DayOf(clock.GetUtcNow()).AddDays(1);

    /// <summary>Names the control of the form, which is streamed and not bound.</summary>
    public object? Zip { get; }

    public async Task<IActionResult> OnGetAsync(int? phase, CancellationToken ct) => await LoadAsync(phase, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int? phase, CancellationToken ct)
    {
        if (!await LoadAsync(phase, ct))
        {
            return NotFound();
        }

        if (Phase is null || Eligibility!.Refusal is not null)
        {
            return Page();
        }

        switch (await upload.FromFormAsync(HttpContext, options.Value.MaxBytes, ct))
        {
            case UploadOutcome.Refused(var failure) refused:
                Keep(refused.Fields);
                return await RefuseAsync(new SubmissionFailure.NotReceived(failure), ct);
            case UploadOutcome.Received(var file):
                return await TakeAsync(file, ct);
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private async Task<IActionResult> TakeAsync(ReceivedFile file, CancellationToken ct)
    {
        Keep(file.Fields);
        switch (await receive.ExecuteAsync(Phase!.Id, access.AccountId!.Value, file, Facts.Answers, ct))
        {
            case ReceiveSubmissionOutcome.Refused(var failure):
                return await RefuseAsync(failure, ct);
            case ReceiveSubmissionOutcome.Received(var submission):
                TempData.Say($"Submission {submission.Number} was received.");
                return Redirect(NodeLinks.Submissions.Show(submission.Id));
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private async Task<IActionResult> RefuseAsync(SubmissionFailure failure, CancellationToken ct)
    {
        if (failure is SubmissionFailure.FactSheetIncomplete(var problems))
        {
            ModelState.AddFacts(problems, Facts.Questions);
            return Page();
        }

        // What is left may have changed meanwhile.
        Eligibility = await check.ExecuteAsync(Phase!.Id, access.AccountId!.Value, ct);
        ModelState.AddModelError(Eligibility.Refusal is null ? nameof(Zip) : "", SubmissionMessages.Sentence(failure));
        return Page();
    }

    // What was answered survives whatever happens to the file.
    private void Keep(IReadOnlyDictionary<string, string> fields) => Facts = Facts with { Answers = FactSheet.Read(Facts.Questions, name => fields.GetValueOrDefault(name)) };

    private async Task<bool> LoadAsync(int? number, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Open = [.. Competition.Phases.Where(p => p.StateAt(now) == PhaseState.Open)];
        Phase = number is null
            ? (Open is [var first, ..] ? first : null) ?? Competition.Phases.Find(p => p.StateAt(now) == PhaseState.Upcoming) ?? (Competition.Phases is [.., var last] ? last : null)
            : Competition.Phases.Find(p => p.Number == number);
        if (Phase is not null)
        {
            Eligibility = await check.ExecuteAsync(Phase.Id, access.AccountId!.Value, ct);
            Facts = Facts with { Questions = await readFactSheet.QuestionsAsync(Competition.Id, ct) };
            Boards = [.. (await readBoards.ExecuteAsync(Competition.Id, ct)).Where(b => b.IsKnownTo(access.MayManage))];
        }

        return Phase is not null || number is null;
    }
}
