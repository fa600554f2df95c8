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
    public static bool IsOverRanks(Leaderboard board, LeaderboardColumn column) => new Shape(board).OverRanks.Contains(column);

    public static bool HasRanks(Leaderboard board) => board.Columns.Exists(c => IsOfRanks(c.Computation));

    /// <summary>The column or, if it depends on ranks, the first it is computed from that does not.</summary>
    public static LeaderboardColumn WithoutRanks(Leaderboard board, LeaderboardColumn column)
    {
        var shape = new Shape(board);
        return !shape.OverRanks.Contains(column) ? column : shape.Uses(column, []).FirstOrDefault(c => !shape.OverRanks.Contains(c)) ?? column;
    }

    /// <summary>Computes what does not depend on others, in one row of values by the columns' keys.</summary>
    public static void FillOwn(Leaderboard board, Dictionary<string, double> row) => Fill(board, [row], withRanks: false);

    /// <summary>Computes everything in rows of values by the columns' keys: all that stand on the leaderboard.</summary>
    public static void Fill(Leaderboard board, IReadOnlyList<Dictionary<string, double>> rows) => Fill(board, rows, withRanks: true);

    private static void Fill(Leaderboard board, IReadOnlyList<Dictionary<string, double>> rows, bool withRanks)
    {
        var shape = new Shape(board);
        foreach (var column in shape.InOrder.Where(c => c.Computation is not null))
        {
            var isLeftOut = !withRanks && shape.OverRanks.Contains(column);
            var values = isLeftOut ? [] : IsOfRanks(column.Computation) ? OfRanks(column, [.. shape.Sources(column)], rows) : rows.Select(r => Of(column, r)).ToList();
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

    private static List<double?> OfRanks(LeaderboardColumn column, List<LeaderboardColumn> sources, IReadOnlyList<Dictionary<string, double>> rows)
    {
        var ranks = sources.ConvertAll(c => Ranks(c, rows));
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

    /// <summary>What depends on what, found once for all columns.</summary>
    private sealed class Shape
    {
        private readonly Dictionary<string, LeaderboardColumn> _byKey;

        public Shape(Leaderboard board)
        {
            _byKey = board.Columns.ToDictionary(c => c.Key, StringComparer.Ordinal);
            HashSet<LeaderboardColumn> seen = [];
            InOrder = [.. board.Columns.OrderBy(c => c.Number).SelectMany(c => Before(c, seen))];
            foreach (var column in InOrder.Where(c => IsOfRanks(c.Computation) || Sources(c).Any(OverRanks.Contains)))
            {
                OverRanks.Add(column);
            }
        }

        /// <summary>Each column after what it is computed from.</summary>
        public List<LeaderboardColumn> InOrder { get; }

        public HashSet<LeaderboardColumn> OverRanks { get; } = [];

        public IEnumerable<LeaderboardColumn> Sources(LeaderboardColumn column) =>
            column.ComputedFrom.Select(key => _byKey.GetValueOrDefault(key)).OfType<LeaderboardColumn>();

        /// <summary>The column and after it what it is computed from, in the order in which it is named.</summary>
        public IEnumerable<LeaderboardColumn> Uses(LeaderboardColumn column, HashSet<LeaderboardColumn> seen) =>
            !seen.Add(column) ? [] : Sources(column).SelectMany(c => Uses(c, seen)).Prepend(column);

        private IEnumerable<LeaderboardColumn> Before(LeaderboardColumn column, HashSet<LeaderboardColumn> seen) =>
            !seen.Add(column) ? [] : Sources(column).SelectMany(c => Before(c, seen)).Append(column);
    }
}
