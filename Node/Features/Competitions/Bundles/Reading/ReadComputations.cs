using System.Globalization;
using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Leaderboards;
using Agon.Portal.Text;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads how columns are computed from others, and checks that what they name is there and leads nowhere in a circle.</summary>
internal static class ReadComputations
{
    private const int Most = 100;
    private const string IndexesHint = "Add \"computation_indexes\" with the indexes of the columns it is computed from, for instance [0, 1].";

    private static readonly string[] Details = ["computation_indexes", "computation_weights"];

    private static readonly Dictionary<string, ComputationKind> Kinds = new(StringComparer.Ordinal)
    {
        ["avg"] = ComputationKind.Average,
        ["sum"] = ComputationKind.Sum,
        ["min"] = ComputationKind.Minimum,
        ["max"] = ComputationKind.Maximum,
        ["rank_avg"] = ComputationKind.RankAverage,
        ["mrr"] = ComputationKind.MeanReciprocalRank,
    };

    /// <summary>The word for a computation; the last two are ours.</summary>
    public static string Word(ComputationKind kind) => Kinds.Single(k => k.Value == kind).Key;

    /// <summary>Whether a column is said to be computed and, where that can be read, from what.</summary>
    public static (bool IsComputed, ComputationSource? Source) Source(Section section)
    {
        var kind = section.OneOf("computation", Kinds.Keys);
        var indexes = Indexes(section);
        var weights = Weights(section);
        if (section.Value("computation") is null)
        {
            foreach (var key in Details.Where(k => section.Value(k) is not null and not YamlList { Items: [] }))
            {
                section.Error(section.PlaceOf(key), $"{section.Name} has \"{key}\", but no \"computation\".", $"Add \"computation:\" with one of: {string.Join(", ", Kinds.Keys)}; or leave \"{key}\" out.");
            }

            return (false, null);
        }

        if (indexes is [])
        {
            section.Error(section.PlaceOf("computation"), $"{section.Name} does not say which columns it is computed from.", IndexesHint);
        }

        if (kind is null || !Kinds.TryGetValue(kind, out var known) || indexes is null or [])
        {
            return (true, null);
        }

        CheckWeights(section, known, weights, indexes.Count);
        return (true, new ComputationSource(known, indexes, weights));
    }

    /// <summary>The columns with their computations.</summary>
    public static List<(int Index, ManifestColumn Column)> Resolve(
        List<(int Index, ManifestColumn Column)> columns, List<(Section Section, int Index, ComputationSource Source)> computed, bool areAllKnown)
    {
        var from = computed.DistinctBy(c => c.Index).ToDictionary(c => c.Index, c => c.Source.Indexes);
        foreach (var (section, index, source) in computed)
        {
            var at = section.PlaceOf("computation_indexes");
            if (source.Indexes.Contains(index))
            {
                section.Error(at, $"{section.Name} is computed from itself.", $"Leave {index} out of \"computation_indexes\".");
            }
            else if (source.Indexes.Where(i => columns.TrueForAll(c => c.Index != i)).ToList() is [var unknown, ..])
            {
                if (areAllKnown)
                {
                    section.Error(at, $"{section.Name} is computed from a column with the index {unknown}, which does not exist.", $"The indexes are: {string.Join(", ", columns.Select(c => c.Index).Where(i => i != index))}.");
                }
            }
            else if (Leads(index, index, from, []))
            {
                section.Error(at, $"{section.Name} is computed from columns that are computed from it.", "Columns may be computed from computed ones, but not in a circle.");
            }
        }

        return columns.ConvertAll(c => computed.Find(f => f.Index == c.Index) is { Source: { } source }
            ? (c.Index, c.Column with
            {
                Computation = new ManifestComputation(source.Kind, [.. source.Indexes.SelectMany(i => columns.Where(o => o.Index == i).Select(o => o.Column.Key))], source.Weights),
            })
            : c);
    }

    private static bool Leads(int at, int to, Dictionary<int, IReadOnlyList<int>> from, HashSet<int> seen) =>
        from.TryGetValue(at, out var next) && next.Any(n => n == to || (seen.Add(n) && Leads(n, to, from, seen)));

    /// <summary>Empty: there are none; null: they can't be read.</summary>
    private static List<int>? Indexes(Section section)
    {
        List<int> indexes = [];
        foreach (var item in Items(section, "computation_indexes"))
        {
            if (item is not YamlScalar scalar || Yaml11.ToInteger(scalar) is not (>= 0 and <= int.MaxValue and var index))
            {
                section.Error(item.Place, $"\"computation_indexes\" of {section.Name} has to be a list of whole numbers.", IndexesHint);
                return null;
            }

            if (indexes.Contains((int)index))
            {
                section.Warn(item.Place, $"\"computation_indexes\" of {section.Name} names {index} twice; it counts once.");
                continue;
            }

            indexes.Add((int)index);
        }

        return indexes;
    }

    private static List<double>? Weights(Section section)
    {
        List<double> weights = [];
        foreach (var item in Items(section, "computation_weights"))
        {
            if (item is not YamlScalar scalar || !double.TryParse(scalar.Text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) || !double.IsFinite(weight))
            {
                section.Error(item.Place, $"\"computation_weights\" of {section.Name} has to be a list of numbers.", "Write one for each index, for instance [0.4, 0.6].");
                return null;
            }

            weights.Add(weight);
        }

        return weights is [] ? null : weights;
    }

    private static void CheckWeights(Section section, ComputationKind kind, List<double>? weights, int columns)
    {
        if (weights is not null && kind != ComputationKind.RankAverage)
        {
            section.Error(section.PlaceOf("computation_weights"), $"{section.Name} has weights, which only \"rank_avg\" uses.", "Leave \"computation_weights\" out.");
        }
        else if (weights is not null && weights.Count != columns)
        {
            section.Error(section.PlaceOf("computation_weights"), $"{section.Name} is computed from {Counts.Of(columns, "column", "columns")}, but the number of weights is {weights.Count}.", "Write one weight for each index, in the same order.");
        }
    }

    // Exports of other sites write the list as a text with commas.
    private static IEnumerable<YamlNode> Items(Section section, string key) => section.Value(key) is YamlScalar written
        ? written.Text.Split(',', Most + 1, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(Most).Select(t => (YamlNode)new YamlScalar(t, isPlain: true, written.Place))
        : section.List(key, Most, isRequired: false);
}

/// <summary>From what a column is computed, as the manifest says it.</summary>
internal sealed record ComputationSource(ComputationKind Kind, IReadOnlyList<int> Indexes, IReadOnlyList<double>? Weights);
