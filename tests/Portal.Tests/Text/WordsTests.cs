using Agon.Portal.Text;

namespace Agon.Portal.Tests.Text;

public sealed class WordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 17, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(14_000, "14 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_600, "1.0 MB")]
    [InlineData(2_500_000_000, "2.5 GB")]
    [InlineData(long.MaxValue, "9223 PB")]
    public void sizes_are_in_decimal_units(long bytes, string words) => Bytes.Words(bytes).ShouldBe(words);

    [Theory]
    [InlineData(0.42, "0.4 s")]
    [InlineData(62, "62 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(12_000, "3 h 20 min")]
    [InlineData(187_200, "2 days 4 h")]
    public void measured_time_grows_in_units(double seconds, string words) => Durations.Words(TimeSpan.FromSeconds(seconds)).ShouldBe(words);

    [Theory]
    [InlineData(90, "90 seconds")]
    [InlineData(300, "5 minutes")]
    [InlineData(7200, "2 hours")]
    [InlineData(86_400, "1 day")]
    public void a_limit_is_said_in_its_largest_whole_unit(int seconds, string words) => Durations.Limit(TimeSpan.FromSeconds(seconds)).ShouldBe(words);

    [Theory]
    [InlineData(0, "no runs")]
    [InlineData(1, "1 run")]
    [InlineData(1204, "1\u202f204 runs")]
    public void a_number_comes_with_its_noun(long number, string words) => Counts.Of(number, "run").ShouldBe(words);

    [Theory]
    [InlineData(20, "in less than a minute")]
    [InlineData(-20, "just now")]
    [InlineData(25 * 60, "in 25 minutes")]
    [InlineData(-12 * 60, "12 minutes ago")]
    [InlineData(-30 * 3600, "yesterday")]
    [InlineData((3 * 86_400) + 3600, "in 3 days")]
    [InlineData(-3 * 86_400, "3 days ago")]
    [InlineData(100 * 86_400, "in 3 months")]
    [InlineData(-800 * 86_400, "2 years ago")]
    public void a_time_is_said_from_now(int seconds, string words) => Moments.Relative(Now.AddSeconds(seconds), Now).ShouldBe(words);

    [Fact]
    public void a_deadline_is_never_said_to_be_farther_than_it_is() => Moments.Left(Now.AddDays(3).AddSeconds(-1), Now).ShouldBe("2 days left");

    [Fact]
    public void a_time_that_came_is_over() => Moments.Left(Now, Now).ShouldBe("over");

    [Fact]
    public void a_time_is_said_in_utc_and_says_so() =>
        Moments.Exact(new DateTimeOffset(2026, 11, 21, 0, 59, 0, TimeSpan.FromHours(1)), Now).ShouldBe("Fri 20 Nov, 23:59 UTC");

    [Fact]
    public void another_year_is_named() => Moments.Exact(Now.AddYears(1), Now).ShouldBe("17 Nov 2027, 12:00 UTC");

    [Theory]
    [InlineData(null, 1)]
    [InlineData(-5, 1)]
    [InlineData(2, 2)]
    [InlineData(99, 5)]
    public void a_page_out_of_range_is_the_nearest(int? asked, int page) => Paging.Of(asked, 20, 96).Page.ShouldBe(page);

    [Fact]
    public void an_empty_list_has_one_page() => Paging.Of(null, 20, 0).ShouldSatisfyAllConditions(p => p.Pages.ShouldBe(1), p => p.Skip.ShouldBe(0));

    [Fact]
    public void far_pages_are_left_out_but_never_a_single_one() => Paging.Of(6, 10, 200).Window().ShouldBe([1, 0, 4, 5, 6, 7, 8, 0, 20]);

    [Fact]
    public void a_gap_of_one_page_shows_the_page() => Paging.Of(5, 10, 80).Window().ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
}
