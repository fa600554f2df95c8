using System.Globalization;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>A page of a series' joint leaderboard.</summary>
internal sealed record JointLeaderboard
{
    public required ListingSeries Series { get; init; }

    /// <summary>What is shown now, in the order of the series.</summary>
    public required IReadOnlyList<SeriesSource> Sources { get; init; }

    /// <summary>Whether scores rank; otherwise percentiles do.</summary>
    public required bool IsComparable { get; init; }

    /// <summary>How many entries are ranked; <see cref="Paging"/> leads to the first <see cref="ReadJointLeaderboard.Deepest"/> of them.</summary>
    public int Ranked => Sources.Sum(s => s.Ranked);

    public required IReadOnlyList<JointRow> Rows { get; init; }
    public required Paging Paging { get; init; }
}

/// <summary>An entry of one of the sources.</summary>
/// <param name="Source">Whose.</param>
/// <param name="Row">What its node signed.</param>
/// <param name="Rank">Its rank over all sources where scores rank, otherwise in its own.</param>
/// <param name="Percentile">See <see cref="RankPercentile"/>; null where scores rank.</param>
/// <param name="Person">Whose profile says more; null if nobody's who is public.</param>
internal sealed record JointRow(SeriesSource Source, StandingsRow Row, int Rank, double? Percentile, Guid? Person)
{
    // Beyond it decimals say nothing, and digits fill the page.
    private const double Plain = 1e15;

    /// <summary>The score with so many decimals.</summary>
    public string Score(int precision) => Row.Score!.Value.ToString(Math.Abs(Row.Score.Value) < Plain ? $"F{precision}" : "E3", CultureInfo.InvariantCulture);
}

/// <summary>
/// How far up an entry stands among those of its own source: (r − ½) / n, where n is the number of ranked entries and r its rank, equals
/// having the mean of the ranks they take up. It is between 0 (first of very many) and 1, and ½ for an only entry, which says nothing.
/// </summary>
internal static class RankPercentile
{
    /// <param name="better">How many entries are strictly better.</param>
    /// <param name="equal">How many are equal, itself among them.</param>
    /// <param name="all">How many there are.</param>
    public static double Of(int better, int equal, int all)
    {
        var rank = better + ((equal + 1) / 2.0);
        return (rank - 0.5) / all;
    }
}
