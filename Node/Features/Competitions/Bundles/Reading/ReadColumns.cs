using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads the columns of a leaderboard, those the scoring program writes and those that are computed from others.</summary>
internal static class ReadColumns
{
    private const int MostDecimals = 15, Most = 100;

    public static List<(int Index, ManifestColumn Column)> From(Section board, IReadOnlyList<ManifestColumnGroup> groups)
    {
        var sections = board.Sections("columns", "column", Most, isRequired: true);
        List<(int Index, ManifestColumn Column)> columns = [];
        List<(Section Section, int Index, ComputationSource Source)> computed = [];
        var areComputed = 0;
        HashSet<int> indexes = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            var title = section.Text("title", LeaderboardColumn.TitleMaxLength, isRequired: true);
            section.Name = title is null ? section.Name : $"column \"{ManifestMessages.Short(title)}\"";
            var key = section.Text("key", LeaderboardColumn.KeyMaxLength, isRequired: true);
            var index = section.Whole("index", isRequired: true);
            if (index is { } number && !indexes.Add(number))
            {
                section.Error(section.PlaceOf("index"), $"two columns of {board.Name} have the index {number}.", "Give every column an index of its own.");
            }

            if (key is not null && !keys.Add(key))
            {
                section.Error(section.PlaceOf("key"), $"two columns of {board.Name} have the key \"{key}\".", "Give every column a key of its own, the one the scoring program writes.");
            }

            var written = section.OneOf("sorting", ["desc", "asc"]);
            var precision = section.Whole("precision", MostDecimals) ?? 2;
            var isHidden = section.Flag("hidden", otherwise: false);
            var group = Group(section, board, groups);
            var (isComputed, source) = ReadComputations.Source(section);
            areComputed += isComputed ? 1 : 0;

            // Who stands on rank 1 everywhere has the smallest mean of ranks.
            var isSmallGood = written is null ? source?.Kind == ComputationKind.RankAverage : written == "asc";
            var sorting = isSmallGood ? SortDirection.Ascending : SortDirection.Descending;
            section.Close();
            if (title is not null && key is not null && index is { } place)
            {
                columns.Add((place, new ManifestColumn(title, key, sorting, precision, isHidden) { Group = group }));
                if (source is not null)
                {
                    computed.Add((section, place, source));
                }
            }
        }

        if (areComputed == sections.Count && board.Value("columns") is YamlList list && list.Items.Count == sections.Count)
        {
            board.Error(list.Place, $"{board.Name} has no column that a scoring program fills.", "Add at least one, with \"title\", \"key\" and \"index\".");
        }

        // A column that could not be read may be the one that is meant.
        var areAllKnown = columns.Count == sections.Count && columns.DistinctBy(c => c.Index).Count() == columns.Count && sections.Count <= Most;
        return ReadComputations.Resolve([.. columns.OrderBy(c => c.Index)], computed, areAllKnown);
    }

    private static string? Group(Section section, Section board, IReadOnlyList<ManifestColumnGroup> groups)
    {
        if (section.Text("group", LeaderboardColumn.KeyMaxLength) is not { Length: > 0 } key)
        {
            return null;
        }

        if (groups.All(g => g.Key != key))
        {
            var hint = groups.Count == 0 ? "Add \"column_groups:\" to the leaderboard, each group with \"key\" and \"title\"." : $"The groups are: {string.Join(", ", groups.Select(g => g.Key))}.";
            section.Error(section.PlaceOf("group"), $"{section.Name} belongs to the group \"{ManifestMessages.Short(key)}\", which {board.Name} does not have.", hint);
        }

        return key;
    }
}
