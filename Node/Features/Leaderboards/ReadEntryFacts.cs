using Agon.Node.Data;
using Agon.Node.Features.FactSheets;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads what senders say of the submissions on a leaderboard, as far as the organizers put it there.</summary>
internal sealed class ReadEntryFacts(NodeDb db)
{
    public Task<List<FactSheetQuestion>> QuestionsAsync(Guid competitionId, CancellationToken ct) =>
        db.FactSheetQuestions.AsNoTracking().Where(q => q.CompetitionId == competitionId && q.IsOnLeaderboard).OrderBy(q => q.Number).ToListAsync(ct);

    /// <summary>The answers of these entries by submission and the question's key.</summary>
    public async Task<EntryFacts> AnswersAsync(IReadOnlyList<FactSheetQuestion> questions, IQueryable<Entry> entries, CancellationToken ct)
    {
        if (questions.Count == 0)
        {
            return EntryFacts.None;
        }

        var byId = questions.ToDictionary(q => q.Id);
        var answers = await db.FactSheetAnswers.AsNoTracking().Where(a => byId.Keys.Contains(a.QuestionId) && entries.Any(e => e.SubmissionId == a.SubmissionId)).ToListAsync(ct);
        return new EntryFacts(questions, answers.GroupBy(a => a.SubmissionId).ToDictionary(
            s => s.Key, s => (IReadOnlyDictionary<string, string>)s.ToDictionary(a => byId[a.QuestionId].Key, a => FactSheetMessages.Words(byId[a.QuestionId], a.Value), StringComparer.Ordinal)));
    }
}

/// <summary>Answers on a leaderboard.</summary>
/// <param name="Questions">What was asked, in order.</param>
/// <param name="Answers">By the submission and the question's key.</param>
internal sealed record EntryFacts(IReadOnlyList<FactSheetQuestion> Questions, IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, string>> Answers)
{
    public static readonly EntryFacts None = new([], new Dictionary<Guid, IReadOnlyDictionary<string, string>>());

    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Of(Guid submissionId) => Answers.GetValueOrDefault(submissionId) ?? Nothing;
}
