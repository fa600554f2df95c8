using Agon.Node.Data;
using Agon.Node.Features.Competitions.Schedule;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Messaging;

namespace Agon.Node.Features.Competitions.Publishing;

/// <summary>Takes a competition back from the public. Nothing is deleted: participants and submissions are there again when it is published again.</summary>
internal sealed partial class UnpublishCompetition(NodeDb db, Outbox outbox, NoteChange note, ILogger<UnpublishCompetition> logger)
{
    public async Task<UnpublishOutcome> ExecuteAsync(Competition competition, CancellationToken ct)
    {
        if (!competition.IsPublished)
        {
            return new UnpublishOutcome.NotPublished();
        }

        competition.Unpublish();
        outbox.Add(new PhaseScheduleChanged(competition.Id));
        note.OfCompetition(competition.Id);
        await db.SaveChangesAsync(ct);
        LogUnpublished(competition.Id);
        return new UnpublishOutcome.Unpublished();
    }

    [LoggerMessage(LogLevel.Information, "Competition {Competition} is a draft again")]
    private partial void LogUnpublished(Guid competition);
}

internal abstract record UnpublishOutcome
{
    private UnpublishOutcome()
    {
    }

    public sealed record Unpublished : UnpublishOutcome;

    public sealed record NotPublished : UnpublishOutcome;
}
