using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.FactSheets;

/// <summary>Reads what a competition asks, and what was answered.</summary>
internal sealed class ReadFactSheet(NodeDb db)
{
    public async Task<IReadOnlyList<FactSheetQuestion>> QuestionsAsync(Guid competitionId, CancellationToken ct) =>
        await db.FactSheetQuestions.AsNoTracking().Where(q => q.CompetitionId == competitionId).OrderBy(q => q.Number).ToListAsync(ct);

    public async Task<FactSheet> OfSubmissionAsync(Guid competitionId, Guid submissionId, CancellationToken ct) => FactSheet.Of(
        await QuestionsAsync(competitionId, ct),
        await db.FactSheetAnswers.AsNoTracking().Where(a => a.SubmissionId == submissionId).ToListAsync(ct));
}
