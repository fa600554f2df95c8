namespace Agon.Node.Features.Competitions;

/// <summary>The rules of dates: each phase ends after it starts and before the next one starts, on the same second at the latest; only the last may stay open.</summary>
internal static class PhaseDates
{
    public static IReadOnlyList<PhaseDateProblem> Check(IReadOnlyList<Phase> phases)
    {
        List<PhaseDateProblem> problems = [];
        for (var i = 0; i < phases.Count; i++)
        {
            var (phase, next) = (phases[i], i + 1 < phases.Count ? phases[i + 1] : null);
            if (phase.EndsAt is { } end && end <= phase.StartsAt)
            {
                problems.Add(new(phase.Number, PhaseDateFault.EndsBeforeItStarts, $"“{phase.Name}” must end after it starts."));
            }

            if (next is not null && phase.EndsAt is null)
            {
                problems.Add(new(phase.Number, PhaseDateFault.EndMissing, $"“{phase.Name}” needs an end: only the last phase may stay open."));
            }

            if (next is not null && phase.EndsAt > next.StartsAt)
            {
                problems.Add(new(phase.Number, PhaseDateFault.Overlaps, $"“{phase.Name}” must end before “{next.Name}” starts, or at the same time."));
            }
        }

        return problems;
    }
}

/// <summary>A date that can't stay.</summary>
/// <param name="Number">The phase; of two that overlap, the earlier.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Message">What to do, for people.</param>
internal sealed record PhaseDateProblem(int Number, PhaseDateFault Fault, string Message);

internal enum PhaseDateFault
{
    EndsBeforeItStarts,
    EndMissing,
    Overlaps,
}
