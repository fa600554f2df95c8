namespace Agon.Node.Features.Competitions;

/// <summary>Where a competition is in time: computed from its phases and the clock, kept nowhere.</summary>
internal enum CompetitionStatus
{
    /// <summary>A phase takes submissions.</summary>
    Open,

    /// <summary>No phase is open, but one will be.</summary>
    Upcoming,

    /// <summary>Every phase is over.</summary>
    Closed,
}

internal static class CompetitionStatuses
{
    public static CompetitionStatus Of(IEnumerable<Phase> phases, DateTimeOffset now) => Of(phases.Select(p => p.StateAt(now)));

    public static CompetitionStatus Of(IEnumerable<PhaseState> phases)
    {
        var states = phases.ToHashSet();
        return states.Contains(PhaseState.Open) ? CompetitionStatus.Open
            : states.Contains(PhaseState.Upcoming) ? CompetitionStatus.Upcoming
            : CompetitionStatus.Closed;
    }
}
