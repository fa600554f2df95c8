using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads the list of leaderboards; the first is the main one.</summary>
internal static class ReadLeaderboards
{
    private const int Most = 20, MostGroups = 50;

    private static readonly Dictionary<string, SubmissionRule> Rules = new(StringComparer.Ordinal)
    {
        ["Add"] = SubmissionRule.Add,
        ["Add_And_Delete"] = SubmissionRule.AddAndDelete,
        ["Add_And_Delete_Multiple"] = SubmissionRule.AddAndDeleteMultiple,
        ["Force_Last"] = SubmissionRule.ForceLast,
        ["Force_Latest_Multiple"] = SubmissionRule.ForceLatestMultiple,
        ["Force_Best"] = SubmissionRule.ForceBest,
    };

    /// <summary>The format's word for a rule.</summary>
    public static string Word(SubmissionRule rule) => Rules.Single(r => r.Value == rule).Key;

    public static IReadOnlyList<ManifestLeaderboard> From(Section competition)
    {
        if (competition.Has("leaderboard") && !competition.Has("leaderboards"))
        {
            competition.Ignore("leaderboard");
            competition.Error(competition.PlaceOf("leaderboard"), "the key \"leaderboard\" has to be called \"leaderboards\".", "Write \"leaderboards:\" with a list under it.");
            return [];
        }

        var sections = competition.Sections("leaderboards", "leaderboard", Most, isRequired: true);
        if (sections is [] && competition.Value("leaderboards") is YamlList { Items: [] })
        {
            competition.Error(competition.PlaceOf("leaderboards"), "the competition has no leaderboard.", "Add one, with \"title\", \"key\" and \"columns\".");
        }

        HashSet<string> keys = new(StringComparer.Ordinal);
        List<ManifestLeaderboard> boards = [];
        foreach (var section in sections)
        {
            if (Board(section) is { } board)
            {
                boards.Add(keys.Add(board.Key) ? board : board with { Key = OtherKey(section, board.Key, keys) });
            }
        }

        return boards;
    }

    private static ManifestLeaderboard? Board(Section section)
    {
        var title = section.Text("title", Leaderboard.TitleMaxLength, isRequired: true);
        section.Name = title is null ? section.Name : $"leaderboard \"{ManifestMessages.Short(title)}\"";
        var key = section.Text("key", Leaderboard.KeyMaxLength, isRequired: true);
        var rule = Rules.GetValueOrDefault(section.OneOf("submission_rule", Rules.Keys) ?? "Add");
        var groups = Groups(section);
        var columns = ReadColumns.From(section, groups);
        var isHidden = section.Flag("hidden", otherwise: false);
        var primary = Primary(section, columns);
        section.Ignore("index");
        section.Close();
        return title is null || key is null || columns is [] ? null : new ManifestLeaderboard
        {
            Title = title,
            Key = key,
            SubmissionRule = rule,
            IsHidden = isHidden,
            Columns = [.. columns.Select(c => c.Column)],
            PrimaryColumn = primary,
            ColumnGroups = groups,
        };
    }

    // Other sites show the first leaderboard only, so nobody may have noticed yet.
    private static string OtherKey(Section section, string key, HashSet<string> taken)
    {
        for (var number = 2; ; number++)
        {
            var suffix = $"-{number}";
            var other = $"{key[..Math.Min(key.Length, Leaderboard.KeyMaxLength - suffix.Length)]}{suffix}";
            if (taken.Add(other))
            {
                section.Warn(section.PlaceOf("key"), $"two leaderboards have the key \"{key}\"; this one gets \"{other}\".", "Give every leaderboard a key of its own.");
                return other;
            }
        }
    }

    private static List<ManifestColumnGroup> Groups(Section board)
    {
        List<ManifestColumnGroup> groups = [];
        foreach (var section in board.Sections("column_groups", "column group", MostGroups, isRequired: false))
        {
            var title = section.Text("title", LeaderboardColumn.TitleMaxLength, isRequired: true);
            section.Name = title is null ? section.Name : $"column group \"{ManifestMessages.Short(title)}\"";
            var key = section.Text("key", LeaderboardColumn.KeyMaxLength, isRequired: true);
            section.Close();
            if (key is not null && groups.Exists(g => g.Key == key))
            {
                section.Error(section.PlaceOf("key"), $"two column groups of {board.Name} have the key \"{key}\".", "Give every group a key of its own.");
            }
            else if (key is not null)
            {
                groups.Add(new ManifestColumnGroup(key, title ?? ""));
            }
        }

        return groups;
    }

    private static int Primary(Section section, List<(int Index, ManifestColumn Column)> columns)
    {
        if (section.Whole("primary_index") is not { } wanted)
        {
            return 1;
        }

        var place = columns.FindIndex(c => c.Index == wanted);
        if (place < 0 && columns.Count > 0)
        {
            section.Error(section.PlaceOf("primary_index"), $"\"primary_index\" of {section.Name} is {wanted}, but no column that can rank has this index.", $"The indexes are: {string.Join(", ", columns.Select(c => c.Index))}.");
        }

        return Math.Max(place, 0) + 1;
    }
}
