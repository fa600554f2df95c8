using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading;

public sealed class LeaderboardBundleTests : IDisposable
{
    private readonly BundleReader _reader = new();

    [Theory]
    [InlineData("Add", nameof(SubmissionRule.Add))]
    [InlineData("Add_And_Delete", nameof(SubmissionRule.AddAndDelete))]
    [InlineData("Add_And_Delete_Multiple", nameof(SubmissionRule.AddAndDeleteMultiple))]
    [InlineData("Force_Last", nameof(SubmissionRule.ForceLast))]
    [InlineData("Force_Latest_Multiple", nameof(SubmissionRule.ForceLatestMultiple))]
    [InlineData("Force_Best", nameof(SubmissionRule.ForceBest))]
    public async Task every_rule_is_known(string written, string rule)
    {
        (await BoardsAsync(new TestBundle().Line(35, $"    submission_rule: {written}"))).ShouldHaveSingleItem().SubmissionRule.ToString().ShouldBe(rule);
    }

    [Fact]
    public async Task all_leaderboards_are_read_in_their_order()
    {
        var boards = await BoardsAsync(More("  - title: Speed\n    key: speed\n    hidden: yes\n    submission_rule: Force_Last\n    columns: [{title: Time, key: time, index: 0, sorting: asc}]"));

        boards.Select(b => (b.Key, b.Title, b.IsHidden, b.SubmissionRule)).ShouldBe(
            [("main", "Results", false, SubmissionRule.ForceBest), ("speed", "Speed", true, SubmissionRule.ForceLast)]);
    }

    [Fact]
    public async Task a_second_leaderboard_of_the_same_key_gets_one_of_its_own()
    {
        var (content, warnings) = (await _reader.ReadAsync(More("  - {title: More, key: main, columns: [{title: A, key: a, index: 0}]}\n  - {title: Most, key: main, columns: [{title: A, key: a, index: 0}]}").Zip()))
            .ShouldBeOfType<BundleReading.Readable>();

        content.Manifest.Leaderboards.Select(b => b.Key).ShouldBe(["main", "main-2", "main-3"]);
        warnings.Select(w => w.Message).ShouldBe(
            ["Two leaderboards have the key \"main\"; this one gets \"main-2\".", "Two leaderboards have the key \"main\"; this one gets \"main-3\"."]);
    }

    [Theory]
    [InlineData("avg", nameof(ComputationKind.Average))]
    [InlineData("sum", nameof(ComputationKind.Sum))]
    [InlineData("min", nameof(ComputationKind.Minimum))]
    [InlineData("max", nameof(ComputationKind.Maximum))]
    [InlineData("rank_avg", nameof(ComputationKind.RankAverage))]
    [InlineData("mrr", nameof(ComputationKind.MeanReciprocalRank))]
    public async Task a_column_is_computed_from_others_and_may_rank(string written, string kind)
    {
        var board = (await BoardsAsync(Computed($"computation: {written}, computation_indexes: [1, 0]").Line(35, "    primary_index: 7"))).ShouldHaveSingleItem();

        var column = board.Columns[2];
        column.Computation.ShouldNotBeNull().Kind.ToString().ShouldBe(kind);
        column.Computation.Columns.ShouldBe(["loss", "accuracy"]);
        column.Computation.Weights.ShouldBeNull();
        board.PrimaryColumn.ShouldBe(3);
    }

    [Theory]
    [InlineData("computation_indexes: '0,1'")]
    [InlineData("computation_indexes: ['0', '1']")]
    [InlineData("computation_indexes: [0, 1]")]
    public async Task the_columns_it_is_computed_from_may_be_written_in_several_ways(string indexes)
    {
        (await BoardsAsync(Computed($"computation: avg, {indexes}")))[0].Columns[2].Computation!.Columns.ShouldBe(["accuracy", "loss"]);
    }

    [Fact]
    public async Task ranks_may_have_weights()
    {
        (await BoardsAsync(Computed("computation: rank_avg, computation_indexes: [0, 1], computation_weights: [0.4, 6e-1]")))[0].Columns[2].Computation!.Weights.ShouldBe([0.4, 0.6]);
    }

    [Theory]
    [InlineData("computation: rank_avg", nameof(SortDirection.Ascending))]
    [InlineData("computation: rank_avg, sorting: desc", nameof(SortDirection.Descending))]
    [InlineData("computation: mrr", nameof(SortDirection.Descending))]
    public async Task the_smaller_mean_of_ranks_is_better_unless_said(string keys, string sorting)
    {
        (await BoardsAsync(Computed($"{keys}, computation_indexes: [0, 1]")))[0].Columns[2].Sorting.ToString().ShouldBe(sorting);
    }

    [Fact]
    public async Task a_column_may_be_computed_from_computed_ones()
    {
        var boards = await BoardsAsync(new TestBundle().Line(45,
            "        sorting: asc\n      - {title: Sum, key: sum, index: 7, computation: sum, computation_indexes: [8, 0]}\n      - {title: Top, key: top, index: 8, computation: max, computation_indexes: [0, 1]}"));

        boards[0].Columns[2].Computation!.Columns.ShouldBe(["top", "accuracy"]);
    }

    [Fact]
    public async Task columns_may_stand_in_groups()
    {
        var board = (await BoardsAsync(new TestBundle().Line(35, "    column_groups:\n      - {key: quality, title: Quality}\n      - {key: cost, title: Cost}").Replace("        sorting: asc", "        group: cost")))[0];

        board.ColumnGroups.ShouldBe([new ManifestColumnGroup("quality", "Quality"), new ManifestColumnGroup("cost", "Cost")]);
        board.Columns.Select(c => c.Group).ShouldBe([null, "cost"]);
    }

    public static TheoryData<string, string, string, string> Errors() => new()
    {
        { "computation: avg", "46:57", "Column \"Both\" does not say which columns it is computed from.", "Add \"computation_indexes\" with the indexes of the columns it is computed from, for instance [0, 1]." },
        { "computation: avg, computation_indexes: []", "46:57", "Column \"Both\" does not say which columns it is computed from.", "Add \"computation_indexes\" with the indexes of the columns it is computed from, for instance [0, 1]." },
        { "computation_indexes: [0]", "46:65", "Column \"Both\" has \"computation_indexes\", but no \"computation\".", "Add \"computation:\" with one of: avg, sum, min, max, rank_avg, mrr; or leave \"computation_indexes\" out." },
        { "computation: median, computation_indexes: [0]", "46:57", "\"computation\" of column \"Both\" is \"median\", which is none of the words known here.", "Write one of: avg, sum, min, max, rank_avg, mrr." },
        { "computation: avg, computation_indexes: [0, 7]", "46:83", "Column \"Both\" is computed from itself.", "Leave 7 out of \"computation_indexes\"." },
        { "computation: avg, computation_indexes: [0, 3]", "46:83", "Column \"Both\" is computed from a column with the index 3, which does not exist.", "The indexes are: 0, 1." },
        { "computation: avg, computation_indexes: [0, loss]", "46:87", "\"computation_indexes\" of column \"Both\" has to be a list of whole numbers.", "Add \"computation_indexes\" with the indexes of the columns it is computed from, for instance [0, 1]." },
        { "computation: avg, computation_indexes: [0], computation_weights: [1]", "46:109", "Column \"Both\" has weights, which only \"rank_avg\" uses.", "Leave \"computation_weights\" out." },
        { "computation: rank_avg, computation_indexes: [0, 1], computation_weights: [1]", "46:117", "Column \"Both\" is computed from 2 columns, but the number of weights is 1.", "Write one weight for each index, in the same order." },
        { "computation: rank_avg, computation_indexes: [0], computation_weights: [much]", "46:115", "\"computation_weights\" of column \"Both\" has to be a list of numbers.", "Write one for each index, for instance [0.4, 0.6]." },
        { "group: cost", "46:51", "Column \"Both\" belongs to the group \"cost\", which leaderboard \"Results\" does not have.", "Add \"column_groups:\" to the leaderboard, each group with \"key\" and \"title\"." },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task what_can_not_be_computed_is_told_with_its_place_and_a_way_out(string keys, string place, string message, string hint)
    {
        var problem = (await _reader.ProblemsAsync(Computed(keys).Zip())).ShouldHaveSingleItem();

        (problem.Severity, problem.Place, problem.Message, problem.Hint).ShouldBe((BundleProblemSeverity.Error, $"competition.yaml:{place}", message, hint));
    }

    [Fact]
    public async Task columns_are_not_computed_in_a_circle()
    {
        var problems = await _reader.ProblemsAsync(new TestBundle().Line(45,
            "        sorting: asc\n      - {title: One, key: one, index: 7, computation: sum, computation_indexes: [8]}\n      - {title: Two, key: two, index: 8, computation: max, computation_indexes: [0, 7]}\n      - {title: End, key: end, index: 9, computation: max, computation_indexes: [8]}").Zip());

        problems.Select(p => p.Message).ShouldBe(
            ["Column \"One\" is computed from columns that are computed from it.", "Column \"Two\" is computed from columns that are computed from it."]);
    }

    [Fact]
    public async Task a_board_of_nothing_but_computed_columns_is_refused()
    {
        var problems = await _reader.ProblemsAsync(More("  - title: Empty\n    key: empty\n    columns:\n      - {title: One, key: one, index: 0, computation: sum, computation_indexes: [0]}").Zip());

        problems.Select(p => p.Message).ShouldBe(["Leaderboard \"Empty\" has no column that a scoring program fills.", "Column \"One\" is computed from itself."], ignoreOrder: true);
    }

    [Fact]
    public async Task groups_have_keys_of_their_own()
    {
        var problem = (await _reader.ProblemsAsync(new TestBundle().Line(35, "    column_groups: [{key: a, title: A}, {key: a, title: B}]").Zip())).ShouldHaveSingleItem();

        (problem.Message, problem.Hint).ShouldBe(("Two column groups of leaderboard \"Results\" have the key \"a\".", "Give every group a key of its own."));
    }

    [Fact]
    public async Task a_column_named_twice_counts_once()
    {
        var (content, warnings) = (await _reader.ReadAsync(Computed("computation: avg, computation_indexes: [0, 0, 1]").Zip())).ShouldBeOfType<BundleReading.Readable>();

        content.Manifest.Leaderboards[0].Columns[2].Computation!.Columns.ShouldBe(["accuracy", "loss"]);
        warnings.ShouldHaveSingleItem().Message.ShouldBe("\"computation_indexes\" of column \"Both\" names 0 twice; it counts once.");
    }

    public void Dispose() => _reader.Dispose();

    private static TestBundle More(string lines) => new TestBundle().Line(45, $"        sorting: asc\n{lines}");

    private static TestBundle Computed(string keys) => More($"      - {{title: Both, key: both, index: 7, {keys}}}");

    private async Task<IReadOnlyList<ManifestLeaderboard>> BoardsAsync(TestBundle bundle)
    {
        var (content, warnings) = (await _reader.ReadAsync(bundle.Zip())).ShouldBeOfType<BundleReading.Readable>();
        warnings.ShouldBeEmpty();
        return content.Manifest.Leaderboards;
    }
}
