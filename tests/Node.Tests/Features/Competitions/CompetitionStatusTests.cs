using Agon.Node.Features.Competitions;

namespace Agon.Node.Tests.Features.Competitions;

public sealed class CompetitionStatusTests
{
    private static readonly Phase[] Two = [Phases.Of(1, Phases.Day(2), Phases.Day(4)), Phases.Of(2, Phases.Day(6), Phases.Day(8))];

    [Theory]
    [InlineData(1, CompetitionStatus.Upcoming)]
    [InlineData(2, CompetitionStatus.Open)]
    [InlineData(3, CompetitionStatus.Open)]
    [InlineData(4, CompetitionStatus.Upcoming)]
    [InlineData(7, CompetitionStatus.Open)]
    [InlineData(8, CompetitionStatus.Closed)]
    internal void it_follows_the_clock_to_the_second(int day, CompetitionStatus expected) => CompetitionStatuses.Of(Two, Phases.Day(day)).ShouldBe(expected);

    [Fact]
    public void the_last_instant_of_a_phase_still_counts() => CompetitionStatuses.Of(Two, Phases.Day(4).AddTicks(-1)).ShouldBe(CompetitionStatus.Open);

    [Fact]
    public void without_an_end_it_stays_open() => CompetitionStatuses.Of([Phases.Of(1, Phases.Day(1), null)], Phases.Day(30)).ShouldBe(CompetitionStatus.Open);

    [Fact]
    public void without_phases_it_is_closed() => CompetitionStatuses.Of([], Phases.Day(1)).ShouldBe(CompetitionStatus.Closed);
}
