namespace Agon.Node.Features.Competitions.Schedule;

/// <summary>A phase of a public competition opened or closed. The clock decides that, not this message: it is a nudge for whoever shows it.</summary>
internal sealed record PhaseChanged(Guid CompetitionId, Guid PhaseId, PhaseState State);

/// <summary>The boundaries to wake up at may have changed: dates were edited, or the competition was published or taken back.</summary>
internal sealed record PhaseScheduleChanged(Guid CompetitionId);
