using System.Globalization;
using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Reads how a column is computed from others: on CodaLab from ranks, not from scores.</summary>
internal static class ComputedOfVersion1
{
    private const int MostParts = 100;

    private static readonly string[] Operations = ["Avg", "MRR", "Max"];

    /// <summary>What a column says, whether or not its fields exist.</summary>
    public static ManifestComputation? Read(Section column)
    {
        if (column.Map("computed", $"\"computed\" of {column.Name}", isRequired: false) is not { } section)
        {
            return null;
        }

        var operation = section.OneOf("operation", Operations, isRequired: true);
        var fields = Parts(section, "fields", isRequired: true);
        var weights = Weights(section, fields.Count, operation);
        section.Close();
        if (operation is null || fields is [])
        {
            return null;
        }

        var (kind, sentence) = operation switch
        {
            "Avg" when weights is not null => (ComputationKind.RankAverage, "the weighted sum of the ranks in these columns"),
            "Avg" => (ComputationKind.RankAverage, "the mean of the ranks in these columns"),
            "MRR" => (ComputationKind.MeanReciprocalRank, "the mean reciprocal rank in these columns"),
            _ => (ComputationKind.Maximum, "the largest score in these columns"),
        };
        column.Note(section.Place, $"{column.Name} is {sentence}. {(kind == ComputationKind.Maximum ? "CodaLab and Codabench" : "Codabench")} would leave it empty.");
        return new ManifestComputation(kind, fields, weights);
    }

    /// <summary>Looks for the columns that computed ones come from.</summary>
    public static void Resolve(List<ColumnOfVersion1> columns)
    {
        foreach (var column in columns)
        {
            if (column.Column.Computation is { } computation)
            {
                Check(column, computation, columns);
            }
        }
    }

    private static void Check(ColumnOfVersion1 column, ManifestComputation computation, List<ColumnOfVersion1> columns)
    {
        var (section, others) = (column.Section, columns.FindAll(c => c != column && c.Board == column.Board && c.Section.Value("computed") is null));
        var place = ((section.Value("computed") as YamlMap)?.Pairs.Find(p => p.Key.Text == "fields")?.Value ?? section.Value("computed")!).Place;
        foreach (var field in computation.Columns.Where(f => !others.Exists(o => o.Column.Key == f)).Distinct())
        {
            var what = columns.Find(c => c.Column.Key == field) switch
            {
                null => "which does not exist",
                var other when other == column => "which is itself",
                var other when other.Board != column.Board => "which is on another leaderboard",
                _ => "which is computed as well",
            };
            section.Error(place, $"{section.Name} is computed from \"{ManifestMessages.Short(field)}\", {what}.", $"The columns are: {string.Join(", ", others.Select(o => o.Column.Key).Take(20))}.");
        }
    }

    private static List<double>? Weights(Section section, int count, string? operation)
    {
        var parts = Parts(section, "weights", isRequired: false);
        if (parts is [])
        {
            return null;
        }

        List<double> weights = [];
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) || !double.IsFinite(weight) || weight < 0)
            {
                section.Error(section.PlaceOf("weights"), $"\"weights\" has \"{ManifestMessages.Short(part)}\", which is no weight.", "Write numbers of at least 0, separated by commas.");
                return null;
            }

            weights.Add(weight);
        }

        if (weights.Count != count)
        {
            section.Error(section.PlaceOf("weights"), $"there are {weights.Count} \"weights\" for {count} \"fields\".", "Write one weight for each field.");
            return null;
        }

        if (operation != "Avg")
        {
            section.Warn(section.PlaceOf("weights"), "\"weights\" means something with the operation Avg only; all columns count alike.");
            return null;
        }

        return weights;
    }

    // "k1, k2", or a list. Aliases make a long text cheap to repeat, so what comes of it is bounded.
    private static List<string> Parts(Section section, string key, bool isRequired)
    {
        List<string> parts = section.Value(key) is YamlList
            ? [.. section.List(key, MostParts, isRequired).OfType<YamlScalar>().Select(s => s.Text.Trim()).Where(t => t.Length > 0)]
            : [.. (section.Text(key, maxLength: 5000, isRequired) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (parts.Count <= MostParts)
        {
            return parts;
        }

        section.Error(section.PlaceOf(key), $"\"{key}\" has {parts.Count} items; at most {MostParts} are possible.", "Leave some out.");
        return [];
    }
}
