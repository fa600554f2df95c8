using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Files;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Submissions;

/// <summary>
/// Takes a received zip as a submission: with its runs and their offers, in one transaction. Counting up the competition's number first
/// holds its row, so that however many arrive at once the limits are checked one after the other.
/// </summary>
internal sealed partial class ReceiveSubmission(
    NodeDb db, NoteChange note, CheckEligibility eligibility, LookIntoZip look, ReadFactSheet readFactSheet, Outbox outbox, TimeProvider clock, ILogger<ReceiveSubmission> logger)
{
    /// <param name="phaseId">The phase.</param>
    /// <param name="accountId">Who sends it.</param>
    /// <param name="file">The zip.</param>
    /// <param name="facts">The answers to the competition's fact sheet, by the keys of its questions.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<ReceiveSubmissionOutcome> ExecuteAsync(
        Guid phaseId, Guid accountId, ReceivedFile file, IReadOnlyDictionary<string, string> facts, CancellationToken ct)
    {
        // Before the lock: it reads the whole directory of the zip.
        var found = await look.ExecuteAsync(file.Blob, ct);
        if (found is ZipLook.Refused(var failure))
        {
            return new ReceiveSubmissionOutcome.Refused(failure);
        }

        var zip = (ZipLook.Usable)found;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (competitionId, number) = await NextNumberAsync(phaseId, ct);
        var eligible = await eligibility.ExecuteAsync(phaseId, accountId, ct);
        var (answers, problems) = CheckAnswers.Of(await readFactSheet.QuestionsAsync(competitionId, ct), facts);
        if ((eligible.Refusal ?? NotTaken(eligible.Phase, zip) ?? (problems.Count > 0 ? new SubmissionFailure.FactSheetIncomplete(problems) : null)) is { } refusal)
        {
            return new ReceiveSubmissionOutcome.Refused(refusal);
        }

        var submission = Submission(phaseId, accountId, competitionId, number, file, zip);
        var tasks = await db.PhaseTasks.AsNoTracking().Where(t => t.PhaseId == phaseId).OrderBy(t => t.Number).Select(t => t.TaskId).ToListAsync(ct);
        submission.Facts.AddRange(answers.Select(a => new FactSheetAnswer { SubmissionId = submission.Id, QuestionId = a.Key, Value = a.Value }));
        AddRuns(submission, tasks, eligible.Phase.Competition!.RunsSubmissionsAtOnce);
        db.Submissions.Add(submission);
        note.OfActivity(competitionId);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(CancellationToken.None);

        LogReceived(submission.Id, number, competitionId);
        return new ReceiveSubmissionOutcome.Received(submission);
    }

    private static SubmissionFailure? NotTaken(Phase phase, ZipLook.Usable zip) =>
        phase.AcceptsOnlyResults && zip.HasMetadata ? new SubmissionFailure.CodeNotTaken(phase.Name) : null;

    private void AddRuns(Submission submission, IReadOnlyList<Guid> tasks, bool atOnce)
    {
        submission.Runs.AddRange(tasks.Select((task, i) => atOnce
            ? Run.Queue(submission.Id, task, i + 1, submission.CreatedAt)
            : Run.Hold(submission.Id, task, i + 1, submission.CreatedAt)));
        submission.Follow(SubmissionProgress.Of(submission.Runs), isCounted: true, submission.CreatedAt);
        if (atOnce)
        {
            submission.Runs.ForEach(r => outbox.Add(new RunOffered(r.Id)));
        }
    }

    private async Task<(Guid Competition, int Number)> NextNumberAsync(Guid phaseId, CancellationToken ct)
    {
        var competition = db.Competitions.Where(c => c.Phases.Any(p => p.Id == phaseId));
        await competition.ExecuteUpdateAsync(set => set.SetProperty(c => c.LastSubmissionNumber, c => c.LastSubmissionNumber + 1), ct);
        var next = await competition.Select(c => new { c.Id, c.LastSubmissionNumber }).SingleAsync(ct);
        return (next.Id, next.LastSubmissionNumber);
    }

    private Submission Submission(Guid phaseId, Guid accountId, Guid competitionId, int number, ReceivedFile file, ZipLook.Usable zip)
    {
        var now = clock.GetUtcNow();
        var stored = StoredFile.Of(file.Blob, file.FileName, StoredFileKind.Submission, accountId, now);
        return new Submission
        {
            Id = Guid.CreateVersion7(now),
            CompetitionId = competitionId,
            PhaseId = phaseId,
            AccountId = accountId,
            Number = number,
            FileId = stored.Id,
            File = stored,
            CreatedAt = now,
            HasWrappingFolder = zip.HasWrappingFolder,
            HasMetadata = zip.HasMetadata,
        };
    }

    [LoggerMessage(LogLevel.Information, "Submission {Submission} was received as number {Number} of competition {Competition}")]
    private partial void LogReceived(Guid submission, int number, Guid competition);
}

/// <summary>How receiving a submission ended.</summary>
internal abstract record ReceiveSubmissionOutcome
{
    private ReceiveSubmissionOutcome()
    {
    }

    public sealed record Received(Submission Submission) : ReceiveSubmissionOutcome;

    public sealed record Refused(SubmissionFailure Failure) : ReceiveSubmissionOutcome;
}
