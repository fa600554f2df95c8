using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Reads the map <c>leaderboard</c>: its leaderboards, the groups of its columns, and the columns, each of which says where it belongs.</summary>
internal static class BoardsOfVersion1
{
    private const int Most = 20, MostGroups = 50;

    public static IReadOnlyList<ManifestLeaderboard> From(Section competition, SubmissionRule rule, bool areHidden)
    {
        var key = competition.Has("leaderboards") && !competition.Has("leaderboard") ? "leaderboards" : "leaderboard";
        if (competition.Map(key, "the leaderboard", isRequired: true) is not { } section)
        {
            return [];
        }

        var boards = Named(section, "leaderboards", "leaderboard", Most, Leaderboard.TitleMaxLength, isRequired: true);
        var groups = Named(section, "column_groups", "column group", MostGroups, LeaderboardColumn.TitleMaxLength, isRequired: false);
        if (boards is [] && section.Value("leaderboards") is YamlMap { Pairs: [] } or YamlList { Items: [] })
        {
            section.Error(section.PlaceOf("leaderboards"), "the competition has no leaderboard.", "Add one under \"leaderboards\", with a \"label\".");
        }

        var columns = ColumnsOfVersion1.From(section, boards, groups);
        section.Close();
        List<ManifestLeaderboard> read = [];
        foreach (var board in boards)
        {
            var mine = columns.Where(c => c.Board == board).OrderBy(c => c.Rank).ToList();
            if (mine is [])
            {
                board.Section.Warn(board.Section.Place, $"{board.Section.Name} has no column: it is left out.");
                continue;
            }

            var primary = mine.FindIndex(c => c == mine.MaxBy(m => m.Preference));
            read.Add(new ManifestLeaderboard
            {
                Title = board.Title,
                Key = board.Key,
                SubmissionRule = rule,
                IsHidden = areHidden || board.IsHidden,
                Columns = [.. mine.Select(c => c.Column)],
                PrimaryColumn = primary + 1,
                ColumnGroups = [.. groups.Where(g => mine.Exists(c => c.Column.Group == g.Key)).Select(g => new ManifestColumnGroup(g.Key, g.Title))],
            });
        }

        return read;
    }

    /// <summary>Maps of a label and a rank, in the order of their ranks.</summary>
    private static List<NamedOfVersion1> Named(Section leaderboard, string key, string noun, int max, int maxTitle, bool isRequired)
    {
        List<NamedOfVersion1> named = [];
        foreach (var (name, section) in leaderboard.NamedSections(key, noun, max, isRequired))
        {
            var label = LabelOfVersion1.Read(section, "label", name, maxTitle);
            section.Name = $"{noun} \"{ManifestMessages.Short(label)}\"";
            var rank = section.Whole("rank");
            var isHidden = section.Flag("hidden", otherwise: false);
            section.Close();
            named.Add(new NamedOfVersion1(LabelOfVersion1.Key(section, name, Leaderboard.KeyMaxLength), label, name, rank ?? named.Count + 1, isHidden, section));
        }

        return [.. named.OrderBy(n => n.Rank)];
    }
}

/// <summary>A leaderboard or a column group of a manifest.</summary>
internal sealed record NamedOfVersion1(string Key, string Title, string Name, int Rank, bool IsHidden, Section Section)
{
    /// <summary>Finds what a column means: the very value, reached by an alias, or its name, or its label.</summary>
    public static NamedOfVersion1? Find(IReadOnlyList<NamedOfVersion1> all, YamlNode value)
    {
        var label = value is YamlMap map ? (map.Pairs.Find(p => p.Key.Text == "label")?.Value as YamlScalar)?.Text : (value as YamlScalar)?.Text;
        return all.FirstOrDefault(n => n.Section.Is(value))
            ?? all.FirstOrDefault(n => n.Name == label?.Trim())
            ?? all.FirstOrDefault(n => string.Equals(n.Title, label?.Trim(), StringComparison.OrdinalIgnoreCase));
    }
}
