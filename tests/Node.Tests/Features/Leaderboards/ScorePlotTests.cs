using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Tests.Features.Leaderboards;

public sealed class ScorePlotTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void the_line_only_climbs_to_what_is_better()
    {
        var plot = ScorePlot.Draw([new(Start, 0), new(Start.AddHours(1), 10), new(Start.AddHours(2), 5)], SortDirection.Descending, 1)!;

        plot.Line.ShouldBe("M48 108H399V16H750");
        plot.Dots.Count.ShouldBe(3);
        plot.LastBest.ShouldBe(10);
        plot.Grid.Select(g => g.Text).ShouldBe(["10.0", "5.0", "0.0"]);
    }

    [Fact]
    public void where_small_is_good_the_line_falls()
    {
        var plot = ScorePlot.Draw([new(Start, 3), new(Start.AddHours(1), 1), new(Start.AddHours(2), 2)], SortDirection.Ascending, 0)!;

        plot.LastBest.ShouldBe(1);
        plot.Line.ShouldBe("M48 16H399V108H750");
    }

    [Fact]
    public void one_point_is_no_plot() => ScorePlot.Draw([new(Start, 3)], SortDirection.Ascending, 0).ShouldBeNull();

    [Fact]
    public void equal_values_are_a_level_line() =>
        ScorePlot.Draw([new(Start, 3), new(Start.AddHours(1), 3)], SortDirection.Descending, 0)!.Line.ShouldBe("M48 62H750");
}
