using Agon.Node.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.FactSheets;

/// <summary>Changes what a competition asks about submissions. What was answered stays, as far as its question does.</summary>
internal sealed class EditQuestions(NodeDb db, TimeProvider clock)
{
    /// <summary>Adds a question at the end; a sentence says why not.</summary>
    public async Task<string?> AddAsync(Guid competitionId, QuestionValues values, CancellationToken ct)
    {
        var numbers = await db.FactSheetQuestions.Where(q => q.CompetitionId == competitionId).Select(q => q.Number).ToListAsync(ct);
        if (numbers.Count >= FactSheetQuestion.Most)
        {
            return FactSheetMessages.Full;
        }

        db.FactSheetQuestions.Add(new FactSheetQuestion
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CompetitionId = competitionId,
            Number = numbers.DefaultIfEmpty().Max() + 1,
            Key = values.Key,
            Title = values.Title,
            Kind = values.Kind,
            Choices = [.. values.Choices],
            IsRequired = values.IsRequired,
            IsOnLeaderboard = values.IsOnLeaderboard,
        });
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException e) when (e.Breaks(db, FactSheetQuestion.KeyIndex))
        {
            db.ChangeTracker.Clear();
            return FactSheetMessages.KeyTaken;
        }
    }

    /// <summary>Changes a question, not its key; a sentence says why not.</summary>
    public async Task<string?> ChangeAsync(Guid competitionId, Guid id, QuestionValues values, CancellationToken ct)
    {
        if (await db.FactSheetQuestions.SingleOrDefaultAsync(q => q.Id == id && q.CompetitionId == competitionId, ct) is not { } question)
        {
            return FactSheetMessages.QuestionGone;
        }

        // Words would become a no that nobody said.
        if (question.Kind != values.Kind && await db.FactSheetAnswers.AnyAsync(a => a.QuestionId == id, ct))
        {
            return FactSheetMessages.KindStays;
        }

        (question.Title, question.Kind, question.Choices) = (values.Title, values.Kind, [.. values.Choices]);
        (question.IsRequired, question.IsOnLeaderboard) = (values.IsRequired, values.IsOnLeaderboard);
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>Removes a question with its answers.</summary>
    public Task RemoveAsync(Guid competitionId, Guid id, CancellationToken ct) =>
        db.FactSheetQuestions.Where(q => q.Id == id && q.CompetitionId == competitionId).ExecuteDeleteAsync(ct);
}

/// <summary>What an organizer may say of a question.</summary>
internal sealed record QuestionValues
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required FactKind Kind { get; init; }
    public required IReadOnlyList<string> Choices { get; init; }
    public required bool IsRequired { get; init; }
    public required bool IsOnLeaderboard { get; init; }
}
