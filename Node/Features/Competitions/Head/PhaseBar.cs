namespace Agon.Node.Features.Competitions.Head;

/// <summary>How much of a phase is over, for drawing.</summary>
internal static class PhaseBar
{
    /// <summary>The share of the phase's time that has passed, in whole percent; a phase without an end is drawn full once it is open.</summary>
    public static int PercentPassed(Phase phase, DateTimeOffset now) => phase.StateAt(now) switch
    {
        PhaseState.Upcoming => 0,
        PhaseState.Closed => 100,
        _ when phase.EndsAt is not { } end => 100,
        // Down, but never nothing: what is open shows that it began.
        _ => Math.Clamp((int)(100 * (now - phase.StartsAt) / (phase.EndsAt.Value - phase.StartsAt)), 1, 99),
    };
}
