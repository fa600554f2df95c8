using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Schedule;

/// <summary>Tells the node which state a phase is in now. It changes nothing itself, so doing it once too often, or never, does no harm.</summary>
internal sealed partial class AnnouncePhase(NodeDb db, Outbox outbox, TimeProvider clock, ILogger<AnnouncePhase> logger)
{
    public async Task ExecuteAsync(Guid phaseId, CancellationToken ct)
    {
        var phase = await db.Phases.AsNoTracking().SingleOrDefaultAsync(p => p.Id == phaseId && p.Competition!.State == CompetitionState.Published, ct);
        if (phase is null)
        {
            return;
        }

        var state = phase.StateAt(clock.GetUtcNow());
        outbox.Add(new PhaseChanged(phase.CompetitionId, phase.Id, state));
        await db.SaveChangesAsync(ct);
        LogState(phase.Id, state);
    }

    [LoggerMessage(LogLevel.Information, "Phase {Phase} is {State}")]
    private partial void LogState(Guid phase, PhaseState state);
}
