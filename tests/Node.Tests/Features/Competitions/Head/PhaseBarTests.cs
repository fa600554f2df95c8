using Agon.Node.Features.Competitions.Head;

namespace Agon.Node.Tests.Features.Competitions.Head;

public sealed class PhaseBarTests
{
    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(15, 50)]
    [InlineData(19, 90)]
    [InlineData(20, 100)]
    public void it_shows_the_share_of_time_passed(int day, int percent) =>
        PhaseBar.PercentPassed(Phases.Of(1, Phases.Day(10), Phases.Day(20)), Phases.Day(day)).ShouldBe(percent);

    [Fact]
    public void it_is_never_full_before_the_end() =>
        PhaseBar.PercentPassed(Phases.Of(1, Phases.Day(10), Phases.Day(20)), Phases.Day(20).AddSeconds(-1)).ShouldBe(99);

    [Fact]
    public void a_phase_without_an_end_is_full_once_open() => PhaseBar.PercentPassed(Phases.Of(1, Phases.Day(10), null), Phases.Day(11)).ShouldBe(100);
}
