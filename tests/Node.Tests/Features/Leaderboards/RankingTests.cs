using Agon.Node.Features.Leaderboards;
using FsCheck;
using FsCheck.Fluent;

namespace Agon.Node.Tests.Features.Leaderboards;

public sealed class RankingTests
{
    [Fact]
    public void equals_share_a_rank_and_the_next_rank_is_skipped() => Ranking.Ranks([9, 8, 8, 7], 0, 0).ShouldBe([1, 2, 2, 4]);

    [Fact]
    public void what_has_no_value_has_no_rank() => Ranking.Ranks([9, null, null], 0, 0).ShouldBe([1, null, null]);

    [Fact]
    public void a_later_page_goes_on_where_the_tie_began() => Ranking.Ranks([8, 8, 7], before: 2, better: 1).ShouldBe([2, 2, 5]);

    [Theory]
    [InlineData(2d, 1d, true, true)]
    [InlineData(2d, 1d, false, false)]
    [InlineData(1d, 1d, true, false)]
    [InlineData(1d, null, false, true)]
    [InlineData(null, 1d, true, false)]
    [InlineData(null, null, true, false)]
    public void better_is_what_the_column_says(double? value, double? other, bool isLargeGood, bool isBetter) =>
        Ranking.IsBetter(value, other, isLargeGood ? SortDirection.Descending : SortDirection.Ascending).ShouldBe(isBetter);

    [Fact]
    public void a_rank_is_one_more_than_the_number_of_strictly_better_ones() => Check.QuickThrowOnFailure(Prop.ForAll(Boards, board =>
    {
        var (entries, direction) = board;
        var sorted = Sorted(entries, direction);
        var ranks = Ranking.Ranks(sorted, 0, 0);
        return sorted.Select((value, i) => value is null ? ranks[i] is null : ranks[i] == 1 + sorted.Count(o => Ranking.IsBetter(o, value, direction))).All(ok => ok);
    }));

    [Fact]
    public void pages_and_the_whole_agree() => Check.QuickThrowOnFailure(Prop.ForAll(Boards, board =>
    {
        var (entries, direction) = board;
        var sorted = Sorted(entries, direction);
        const int size = 3;
        var paged = sorted.Chunk(size).SelectMany((page, i) =>
            Ranking.Ranks(page, i * size, page[0] is null ? 0 : sorted.Count(o => Ranking.IsBetter(o, page[0], direction))));
        return paged.SequenceEqual(Ranking.Ranks(sorted, 0, 0));
    }));

    [Fact]
    public void nobody_without_a_value_stands_before_somebody_with_one() => Check.QuickThrowOnFailure(Prop.ForAll(Boards, board =>
    {
        var sorted = Sorted(board.Entries, board.Direction);
        return sorted.SkipWhile(v => v is not null).All(v => v is null);
    }));

    // Few different values, so that ties are the rule.
    private static Arbitrary<(double?[] Entries, SortDirection Direction)> Boards =>
        Gen.Zip(
            Gen.ArrayOf(Gen.Choose(-1, 4).Select(n => n < 0 ? (double?)null : n / 2.0)),
            Gen.Elements(SortDirection.Descending, SortDirection.Ascending)).Select(b => (b.Item1, b.Item2)).ToArbitrary();

    private static List<double?> Sorted(double?[] values, SortDirection direction)
    {
        var start = DateTimeOffset.UnixEpoch;
        var entries = values.Select((v, i) => new Entry
        {
            Id = Guid.CreateVersion7(start),
            LeaderboardId = default,
            PhaseId = default,
            AccountId = default,
            SubmissionId = default,
            SubmittedAt = start.AddSeconds(i),
            Primary = v,
        });
        return [.. Ranking.Sort(entries.AsQueryable(), direction).Select(e => e.Primary)];
    }
}
