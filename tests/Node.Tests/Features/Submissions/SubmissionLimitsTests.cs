using Agon.Node.Features.Submissions;

namespace Agon.Node.Tests.Features.Submissions;

public sealed class SubmissionLimitsTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 20, 23, 59, 59, TimeSpan.Zero);

    [Fact]
    public void without_limits_any_number_may_be_sent()
    {
        var limits = new SubmissionLimits(null, null, 1000, 1000);

        limits.Left.ShouldBeNull();
        limits.Refusal(Evening).ShouldBeNull();
    }

    [Theory]
    [InlineData(5, null, 3, 3, 2)]
    [InlineData(5, 10, 0, 8, 2)]
    [InlineData(5, 10, 4, 4, 1)]
    [InlineData(null, 10, 9, 9, 1)]
    public void what_is_left_is_the_smaller_of_both(int? perDay, int? total, int today, int used, int left) =>
        new SubmissionLimits(perDay, total, today, used).Left.ShouldBe(left);

    [Fact]
    public void the_last_one_of_the_day_says_when_the_next_day_begins() =>
        new SubmissionLimits(2, null, 2, 7).Refusal(Evening).ShouldBe(new SubmissionFailure.DailyReached(2, new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void when_both_are_reached_tomorrow_helps_nobody() =>
        new SubmissionLimits(2, 2, 2, 2).Refusal(Evening).ShouldBe(new SubmissionFailure.TotalReached(2));

    [Fact]
    public void a_limit_that_was_lowered_below_what_was_sent_leaves_nothing() => new SubmissionLimits(1, null, 4, 4).Left.ShouldBe(0);

    [Fact]
    public void a_day_is_a_utc_day_wherever_the_clock_stands() =>
        SubmissionLimits.DayOf(new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.FromHours(2))).ShouldBe(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
}
