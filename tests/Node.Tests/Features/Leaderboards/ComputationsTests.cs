using Agon.Node.Features.Leaderboards;
using FsCheck;
using FsCheck.Fluent;

namespace Agon.Node.Tests.Features.Leaderboards;

public sealed class ComputationsTests
{
    [Theory]
    [InlineData(nameof(ComputationKind.Average), 4)]
    [InlineData(nameof(ComputationKind.Sum), 8)]
    [InlineData(nameof(ComputationKind.Minimum), 2)]
    [InlineData(nameof(ComputationKind.Maximum), 6)]
    public void values_of_one_row_are_computed(string kind, double expected)
    {
        var board = Board();
        board.AddComputed("both", Enum.Parse<ComputationKind>(kind), ["accuracy", "loss"]);

        Filled(board, Row(("accuracy", 6), ("loss", 2)))["both"].ShouldBe(expected);
    }

    [Fact]
    public void without_one_of_the_values_there_is_none()
    {
        var board = Board();
        board.AddComputed("both", ComputationKind.Maximum, ["accuracy", "loss"]);

        Filled(board, Row(("accuracy", 6))).ShouldNotContainKey("both");
    }

    [Fact]
    public void what_the_scoring_program_wrote_under_the_key_does_not_count()
    {
        var board = Board();
        board.AddComputed("both", ComputationKind.Sum, ["accuracy", "loss"]);

        Filled(board, Row(("accuracy", 6), ("loss", 2), ("both", 99)))["both"].ShouldBe(8);
        Filled(board, Row(("both", 99))).ShouldNotContainKey("both");
    }

    [Fact]
    public void what_is_too_large_to_be_a_number_is_left_out()
    {
        var board = Board();
        board.AddComputed("both", ComputationKind.Sum, ["accuracy", "loss"]);

        Filled(board, Row(("accuracy", double.MaxValue), ("loss", double.MaxValue))).ShouldNotContainKey("both");
    }

    [Fact]
    public void columns_are_computed_after_what_they_are_computed_from()
    {
        var board = Board();
        board.AddComputed("end", ComputationKind.Sum, ["one", "two"]);
        board.AddComputed("one", ComputationKind.Sum, ["two", "loss"]);
        board.AddComputed("two", ComputationKind.Sum, ["accuracy", "loss"]);

        Filled(board, Row(("accuracy", 1), ("loss", 10)))["end"].ShouldBe(1 + 10 + 10 + 1 + 10);
    }

    [Fact]
    public void ranks_are_dense_and_what_is_missing_stands_last()
    {
        var board = Board();
        board.AddComputed("rank", ComputationKind.RankAverage, ["accuracy"], SortDirection.Ascending);

        Ranked(board, "rank", Row(("accuracy", 0.8)), Row(("accuracy", 0.9)), Row(("accuracy", 0.8)), Row(), Row(("accuracy", 0.1))).ShouldBe([2, 1, 2, 4, 3]);
    }

    [Fact]
    public void the_mean_of_ranks_follows_each_columns_direction()
    {
        var board = Board();
        board.AddComputed("rank", ComputationKind.RankAverage, ["accuracy", "loss"], SortDirection.Ascending);

        Ranked(board, "rank", Row(("accuracy", 0.9), ("loss", 3)), Row(("accuracy", 0.8), ("loss", 1)), Row(("accuracy", 0.7), ("loss", 2))).ShouldBe([2, 1.5, 2.5]);
    }

    [Fact]
    public void ranks_are_weighted()
    {
        var board = Board();
        board.AddComputed("rank", ComputationKind.RankAverage, ["accuracy", "loss"], SortDirection.Ascending, [0.75, 0.25]);

        Ranked(board, "rank", Row(("accuracy", 0.9), ("loss", 3)), Row(("accuracy", 0.8), ("loss", 1))).ShouldBe([(0.75 * 1) + (0.25 * 2), (0.75 * 2) + (0.25 * 1)]);
    }

    [Fact]
    public void reciprocal_ranks_are_averaged()
    {
        var board = Board();
        board.AddComputed("mrr", ComputationKind.MeanReciprocalRank, ["accuracy", "loss"]);

        Ranked(board, "mrr", Row(("accuracy", 0.9), ("loss", 3)), Row(("accuracy", 0.8), ("loss", 1))).ShouldBe([0.75, 0.75]);
    }

    [Fact]
    public void the_order_of_columns_does_not_tell_equals_apart()
    {
        var board = Board();
        board.AddColumn("speed");
        board.AddComputed("mrr", ComputationKind.MeanReciprocalRank, ["accuracy", "loss", "speed"]);

        var values = Ranked(board, "mrr",
            Row(("accuracy", 3), ("loss", 2), ("speed", 1)), Row(("accuracy", 2), ("loss", 3), ("speed", 3)), Row(("accuracy", 1), ("loss", 1), ("speed", 2)));

        // Ranks 1 2 3, 2 3 1 and 3 1 2.
        values.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void a_column_may_be_computed_from_ranks_of_computed_ones()
    {
        var board = Board();
        board.AddComputed("sum", ComputationKind.Sum, ["accuracy", "loss"]);
        board.AddComputed("rank", ComputationKind.RankAverage, ["sum"], SortDirection.Ascending);
        board.AddComputed("twice", ComputationKind.Sum, ["rank", "rank"]);

        Ranked(board, "twice", Row(("accuracy", 1), ("loss", 1)), Row(("accuracy", 3), ("loss", 3))).ShouldBe([4, 2]);
    }

    [Fact]
    public void one_row_alone_has_nothing_that_depends_on_ranks()
    {
        var board = Board();
        board.AddComputed("rank", ComputationKind.RankAverage, ["accuracy"]);
        board.AddComputed("twice", ComputationKind.Sum, ["rank"]);
        board.AddComputed("sum", ComputationKind.Sum, ["accuracy"]);
        var row = Row(("accuracy", 1), ("rank", 7));

        Computations.FillOwn(board, row);

        row.Keys.Order().ShouldBe(["accuracy", "sum"]);
    }

    [Fact]
    public void a_circle_comes_to_an_end()
    {
        var board = Board();
        board.AddComputed("one", ComputationKind.RankAverage, ["two"]);
        board.AddComputed("two", ComputationKind.RankAverage, ["one"]);

        Filled(board, Row(("accuracy", 1)))["accuracy"].ShouldBe(1);
        Computations.WithoutRanks(board, board.Columns[2]).Key.ShouldBe("one");
    }

    [Fact]
    public void the_best_is_found_by_what_does_not_depend_on_ranks()
    {
        var board = Board();
        board.AddComputed("rank", ComputationKind.RankAverage, ["sum", "loss"], SortDirection.Ascending);
        board.AddComputed("sum", ComputationKind.Sum, ["accuracy", "loss"]);
        board.AddComputed("all", ComputationKind.Sum, ["rank", "loss"]);

        string Decisive(string key) => Computations.WithoutRanks(board, board.Columns.Single(c => c.Key == key)).Key;
        (Decisive("loss"), Decisive("sum"), Decisive("rank"), Decisive("all")).ShouldBe(("loss", "sum", "sum", "sum"));
    }

    [Fact]
    public void nobody_loses_in_the_mean_of_ranks_by_a_better_value() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Zip(Gen.NonEmptyListOf(Gen.Choose(0, 5)), Gen.Choose(1, 3)).Select(v => (Values: v.Item1.ToList(), Better: v.Item2)).ToArbitrary(), given =>
        {
            var board = Board();
            board.AddComputed("rank", ComputationKind.RankAverage, ["accuracy"], SortDirection.Ascending);
            var before = Ranked(board, "rank", [.. given.Values.Select(v => Row(("accuracy", v)))]);
            var after = Ranked(board, "rank", [.. given.Values.Select((v, i) => Row(("accuracy", i == 0 ? v + given.Better : v)))]);
            return after[0] <= before[0] + 1 && after.Min() == 1;
        }));

    private static Leaderboard Board()
    {
        var board = new Leaderboard { Id = Guid.CreateVersion7(), Title = "Results", Key = "main", PrimaryColumn = 1 };
        board.AddColumn("accuracy");
        board.AddColumn("loss", SortDirection.Ascending);
        return board;
    }

    private static Dictionary<string, double> Row(params (string Key, double Value)[] values) => values.ToDictionary(v => v.Key, v => v.Value);

    private static Dictionary<string, double> Filled(Leaderboard board, Dictionary<string, double> row)
    {
        Computations.Fill(board, [row]);
        return row;
    }

    private static List<double> Ranked(Leaderboard board, string key, params Dictionary<string, double>[] rows)
    {
        Computations.Fill(board, rows);
        return [.. rows.Select(r => r[key])];
    }
}
