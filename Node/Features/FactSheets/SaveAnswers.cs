using Agon.Node.Data;
using Agon.Node.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.FactSheets;

/// <summary>Replaces the answers about one submission, all of them at once.</summary>
internal sealed class SaveAnswers(NodeDb db, SubmissionTurn turn)
{
    /// <param name="submissionId">The submission; the caller has checked that it may be written of.</param>
    /// <param name="given">The answers, by key.</param>
    /// <param name="ct">Ends with the request.</param>
    /// <returns>What is wrong; nothing was saved then.</returns>
    public async Task<IReadOnlyList<FactProblem>> ExecuteAsync(Guid submissionId, IReadOnlyDictionary<string, string> given, CancellationToken ct)
    {
        await using var held = await turn.TakeAsync(submissionId, ct);
        if (held is null)
        {
            return [];
        }

        var questions = await db.FactSheetQuestions.AsNoTracking().Where(q => q.CompetitionId == held.Submission.CompetitionId).OrderBy(q => q.Number).ToListAsync(ct);
        var (answers, problems) = CheckAnswers.Of(questions, given);
        if (problems.Count > 0)
        {
            return problems;
        }

        await db.FactSheetAnswers.Where(a => a.SubmissionId == submissionId).ExecuteDeleteAsync(ct);
        db.FactSheetAnswers.AddRange(answers.Select(a => new FactSheetAnswer { SubmissionId = submissionId, QuestionId = a.Key, Value = a.Value }));
        await db.SaveChangesAsync(ct);
        await held.CommitAsync();
        return [];
    }
}
