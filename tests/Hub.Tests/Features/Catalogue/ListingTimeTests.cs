using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Tests.Features.Catalogue;

public sealed class ListingTimeTests
{
    private static readonly DateTimeOffset First = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    // Two phases of 20 days with 5 days between.
    private static readonly PhaseSpan[] Phases = [Phase(0, 20), Phase(25, 45)];

    [Theory]
    [InlineData(-1, nameof(ListingStatus.Upcoming), 0)]
    [InlineData(0, nameof(ListingStatus.Open), 20)]
    [InlineData(19, nameof(ListingStatus.Open), 20)]
    [InlineData(20, nameof(ListingStatus.Between), 25)]
    [InlineData(25, nameof(ListingStatus.Open), 38)]
    [InlineData(38, nameof(ListingStatus.ClosingSoon), 45)]
    [InlineData(45, nameof(ListingStatus.Closed), null)]
    public void the_clock_says_how_it_stands_and_until_when(int day, string status, int? until) =>
        ListingTime.At(Phases, First.AddDays(day)).ShouldBe((Enum.Parse<ListingStatus>(status), until is { } d ? First.AddDays(d) : null));

    [Fact]
    public void what_has_no_end_stays_open() => ListingTime.At([Phase(0, null)], First.AddYears(100)).ShouldBe((ListingStatus.Open, null));

    [Fact]
    public void a_short_phase_closes_soon_from_its_beginning() =>
        ListingTime.At([Phase(0, 3)], First).ShouldBe((ListingStatus.ClosingSoon, First.AddDays(3)));

    [Fact]
    public void the_last_days_of_an_earlier_phase_are_not_the_end() =>
        ListingTime.At([Phase(0, 3), Phase(3, null)], First.AddDays(1)).ShouldBe((ListingStatus.Open, First.AddDays(3)));

    private static PhaseSpan Phase(int start, int? end) => new(First.AddDays(start), end is { } e ? First.AddDays(e) : null);
}
