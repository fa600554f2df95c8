using Agon.Node.Features.Competitions;

namespace Agon.Node.Tests.Features.Competitions;

public sealed class PhaseDatesTests
{
    [Fact]
    public void phases_may_touch() => Check((1, 2), (2, 3), (3, null)).ShouldBeEmpty();

    [Fact]
    public void phases_may_leave_a_gap() => Check((1, 2), (5, 6)).ShouldBeEmpty();

    [Fact]
    public void a_phase_must_end_after_it_starts() => Check((2, 2)).ShouldBe([(1, PhaseDateFault.EndsBeforeItStarts)]);

    [Fact]
    public void only_the_last_phase_may_stay_open() => Check((1, null), (2, 3)).ShouldBe([(1, PhaseDateFault.EndMissing)]);

    [Fact]
    public void phases_may_not_overlap() => Check((1, 3), (2, 4)).ShouldBe([(1, PhaseDateFault.Overlaps)]);

    [Fact]
    public void all_problems_are_told_together() =>
        Check((5, 4), (3, null), (6, 1)).ShouldBe([(1, PhaseDateFault.EndsBeforeItStarts), (1, PhaseDateFault.Overlaps), (2, PhaseDateFault.EndMissing), (3, PhaseDateFault.EndsBeforeItStarts)]);

    [Fact]
    public void no_phases_are_no_problem() => Check().ShouldBeEmpty();

    private static IReadOnlyList<(int, PhaseDateFault)> Check(params (int StartDay, int? EndDay)[] dates) =>
        [.. PhaseDates.Check([.. dates.Select((d, i) => Phases.Of(i + 1, Phases.Day(d.StartDay), d.EndDay is { } end ? Phases.Day(end) : null))]).Select(p => (p.Number, p.Fault))];
}
