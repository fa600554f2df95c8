using Agon.Node.Data;
using Agon.Node.Features.Competitions.Schedule;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Publishing;

/// <summary>Makes a competition public, or says what it lacks.</summary>
internal sealed partial class PublishCompetition(NodeDb db, Outbox outbox, NoteChange note, TimeProvider clock, ILogger<PublishCompetition> logger)
{
    /// <summary>What publishing would find, without doing it.</summary>
    public async Task<IReadOnlyList<PublicationCheck>> CheckAsync(Competition competition, CancellationToken ct)
    {
        await LoadAsync(competition, ct);
        return PublicationChecklist.Of(competition, clock.GetUtcNow());
    }

    public async Task<PublishOutcome> ExecuteAsync(Competition competition, CancellationToken ct)
    {
        if (competition.IsPublished)
        {
            return new PublishOutcome.AlreadyPublished();
        }

        var now = clock.GetUtcNow();
        await LoadAsync(competition, ct);
        if (PublicationChecklist.Missing(competition, now) is { Count: > 0 } missing)
        {
            return new PublishOutcome.NotReady(missing);
        }

        competition.Publish(now);
        outbox.Add(new PhaseScheduleChanged(competition.Id));
        note.OfCompetition(competition.Id);
        await db.SaveChangesAsync(ct);
        LogPublished(competition.Id);
        return new PublishOutcome.Published();
    }

    private async Task LoadAsync(Competition competition, CancellationToken ct)
    {
        await db.CompetitionPages.Where(p => p.CompetitionId == competition.Id).LoadAsync(ct);
        await db.Leaderboards.Include(l => l.Columns).Where(l => l.CompetitionId == competition.Id).LoadAsync(ct);
        await db.PhaseTasks.Where(t => db.Phases.Any(p => p.Id == t.PhaseId && p.CompetitionId == competition.Id)).LoadAsync(ct);
    }

    [LoggerMessage(LogLevel.Information, "Competition {Competition} is public")]
    private partial void LogPublished(Guid competition);
}

internal abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    public sealed record Published : PublishOutcome;

    /// <summary>Something required is missing.</summary>
    public sealed record NotReady(IReadOnlyList<PublicationCheck> Missing) : PublishOutcome;

    public sealed record AlreadyPublished : PublishOutcome;
}
