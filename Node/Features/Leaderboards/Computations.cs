namespace Agon.Node.Features.Leaderboards;

/// <summary>
/// Computes columns from others. What lacks a value of one of them has none of an average, sum, smallest or largest; by rank it stands last.
/// Equal values share a rank, and the next rank is one more.
/// </summary>
internal static class Computations
{
    // The order in which equal parts are added must not tell equals apart.
    private const int Decimals = 12;

    /// <summary>Whether a column depends on where entries stand, so that one entry changes those of others.</summary>
    public static bool IsOverRanks(Leaderboard board, LeaderboardColumn column) => Uses(board, column, []).Any(c => IsOfRanks(c.Computation));

    public static bool HasRanks(Leaderboard board) => board.Columns.Exists(c => IsOfRanks(c.Computation));

    /// <summary>The column or, if it depends on ranks, the first it is computed from that does not.</summary>
    public static LeaderboardColumn WithoutRanks(Leaderboard board, LeaderboardColumn column) =>
        !IsOverRanks(board, column) ? column : Uses(board, column, []).FirstOrDefault(c => !IsOverRanks(board, c)) ?? column;

    /// <summary>Computes what does not depend on others, in one row of values by the columns' keys.</summary>
    public static void FillOwn(Leaderboard board, Dictionary<string, double> row) => Fill(board, [row], withRanks: false);

    /// <summary>Computes everything in rows of values by the columns' keys: all that stand on the leaderboard.</summary>
    public static void Fill(Leaderboard board, IReadOnlyList<Dictionary<string, double>> rows) => Fill(board, rows, withRanks: true);

    private static void Fill(Leaderboard board, IReadOnlyList<Dictionary<string, double>> rows, bool withRanks)
    {
        foreach (var column in InOrder(board).Where(c => c.Computation is not null))
        {
            var isLeftOut = !withRanks && IsOverRanks(board, column);
            var values = isLeftOut ? [] : IsOfRanks(column.Computation) ? OfRanks(board, column, rows) : rows.Select(r => Of(column, r)).ToList();
            foreach (var (i, row) in rows.Index())
            {
                // What the scoring program wrote under this key is not what the column says.
                row.Remove(column.Key);
                if (!isLeftOut && values[i] is { } value && double.IsFinite(value))
                {
                    row[column.Key] = value;
                }
            }
        }
    }

    private static double? Of(LeaderboardColumn column, Dictionary<string, double> row)
    {
        List<double> values = [];
        foreach (var key in column.ComputedFrom)
        {
            if (!row.TryGetValue(key, out var value))
            {
                return null;
            }

            values.Add(value);
        }

        return values is [] ? null : column.Computation switch
        {
            ComputationKind.Average => values.Average(),
            ComputationKind.Sum => values.Sum(),
            ComputationKind.Minimum => values.Min(),
            ComputationKind.Maximum => values.Max(),
            _ => null,
        };
    }

    private static List<double?> OfRanks(Leaderboard board, LeaderboardColumn column, IReadOnlyList<Dictionary<string, double>> rows)
    {
        var ranks = Sources(board, column).Select(c => Ranks(c, rows)).ToList();
        return ranks is [] ? [.. rows.Select(_ => (double?)null)] : [.. rows.Select((_, row) => (double?)Math.Round(column.Computation switch
        {
            ComputationKind.MeanReciprocalRank => ranks.Average(r => 1.0 / r[row]),
            _ when column.Weights.Count == ranks.Count => ranks.Zip(column.Weights, (r, weight) => weight * r[row]).Sum(),
            _ => ranks.Average(r => (double)r[row]),
        }, Decimals))];
    }

    private static int[] Ranks(LeaderboardColumn column, IReadOnlyList<Dictionary<string, double>> rows)
    {
        var values = rows.Where(r => r.ContainsKey(column.Key)).Select(r => r[column.Key]).Distinct();
        var sorted = column.Sorting == SortDirection.Descending ? values.OrderDescending() : values.Order();
        var rankOf = sorted.Select((value, i) => (value, Rank: i + 1)).ToDictionary(v => v.value, v => v.Rank);
        return [.. rows.Select(r => r.TryGetValue(column.Key, out var value) ? rankOf[value] : rankOf.Count + 1)];
    }

    private static bool IsOfRanks(ComputationKind? kind) => kind is ComputationKind.RankAverage or ComputationKind.MeanReciprocalRank;

    private static List<LeaderboardColumn> InOrder(Leaderboard board)
    {
        HashSet<LeaderboardColumn> seen = [];
        return [.. board.Columns.OrderBy(c => c.Number).SelectMany(c => Before(board, c, seen))];
    }

    /// <summary>The column after what it is computed from, each once.</summary>
    private static IEnumerable<LeaderboardColumn> Before(Leaderboard board, LeaderboardColumn column, HashSet<LeaderboardColumn> seen) =>
        !seen.Add(column) ? [] : Sources(board, column).SelectMany(c => Before(board, c, seen)).Append(column);

    /// <summary>The column and after it what it is computed from, in the order in which it is named.</summary>
    private static IEnumerable<LeaderboardColumn> Uses(Leaderboard board, LeaderboardColumn column, HashSet<LeaderboardColumn> seen) =>
        !seen.Add(column) ? [] : Sources(board, column).SelectMany(c => Uses(board, c, seen)).Prepend(column);

    private static IEnumerable<LeaderboardColumn> Sources(Leaderboard board, LeaderboardColumn column) =>
        column.ComputedFrom.Select(key => board.Columns.Find(c => c.Key == key)).OfType<LeaderboardColumn>();
}
