using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads the list of leaderboards, of which the first ranks.</summary>
internal static class ReadLeaderboards
{
    private const int MostDecimals = 15, Most = 20, MostColumns = 100;
    private static readonly string[] Computations = ["avg", "sum", "min", "max"];

    // The rules of the format, and what each is until it has its own implementation.
    private static readonly Dictionary<string, (SubmissionRule Rule, string? Until)> Rules = new(StringComparer.Ordinal)
    {
        ["Add"] = (SubmissionRule.Add, null),
        ["Force_Last"] = (SubmissionRule.ForceLast, null),
        ["Force_Best"] = (SubmissionRule.ForceBest, null),
        ["Add_And_Delete"] = (SubmissionRule.Add, "the rule is Add: a participant chooses one submission."),
        ["Add_And_Delete_Multiple"] = (SubmissionRule.Add, "the rule is Add: a participant chooses one submission."),
        ["Force_Latest_Multiple"] = (SubmissionRule.ForceLast, "the rule is Force_Last: a participant's last submission counts."),
    };

    public static ManifestLeaderboard? From(Section competition)
    {
        if (competition.Has("leaderboard") && !competition.Has("leaderboards"))
        {
            competition.Ignore("leaderboard");
            competition.Error(competition.PlaceOf("leaderboard"), "the key \"leaderboard\" has to be called \"leaderboards\".", "Write \"leaderboards:\" with a list under it.");
            return null;
        }

        var sections = competition.Sections("leaderboards", "leaderboard", Most, isRequired: true);
        if (sections is [] && competition.Value("leaderboards") is YamlList { Items: [] })
        {
            competition.Error(competition.PlaceOf("leaderboards"), "the competition has no leaderboard.", "Add one, with \"title\", \"key\" and \"columns\".");
        }

        var boards = sections.Select(Board).ToList();
        foreach (var further in sections.Skip(1))
        {
            further.Warn(further.Place, $"{further.Name} is not used yet: every phase uses the first one.");
        }

        return boards is [var first, ..] ? first : null;
    }

    private static ManifestLeaderboard? Board(Section section)
    {
        var title = section.Text("title", Leaderboard.TitleMaxLength, isRequired: true);
        section.Name = title is null ? section.Name : $"leaderboard \"{ManifestMessages.Short(title)}\"";
        var key = section.Text("key", Leaderboard.KeyMaxLength, isRequired: true);
        var rule = Rules.GetValueOrDefault(section.OneOf("submission_rule", Rules.Keys) ?? "Add");
        if (rule.Until is { } until)
        {
            section.Warn(section.PlaceOf("submission_rule"), $"\"submission_rule\" of {section.Name} is not used yet: {until}");
        }

        var columns = Columns(section);
        var isHidden = section.Flag("hidden", otherwise: false);
        var primary = Primary(section, columns);
        section.Ignore("index");
        section.Close();
        return title is null || key is null || columns is [] ? null : new ManifestLeaderboard
        {
            Title = title,
            Key = key,
            SubmissionRule = rule.Rule,
            IsHidden = isHidden,
            Columns = [.. columns.Select(c => c.Column)],
            PrimaryColumn = primary,
        };
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

    private static List<(int Index, ManifestColumn Column)> Columns(Section board)
    {
        var sections = board.Sections("columns", "column", MostColumns, isRequired: true);
        List<(int Index, ManifestColumn Column)> columns = [];
        var computed = 0;
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

            var sorting = section.OneOf("sorting", ["desc", "asc"]) == "asc" ? SortDirection.Ascending : SortDirection.Descending;
            var precision = section.Whole("precision", MostDecimals) ?? 2;
            var isHidden = section.Flag("hidden", otherwise: false);
            var isComputed = IsComputed(section);
            computed += isComputed ? 1 : 0;
            section.Close();
            if (title is not null && key is not null && index is { } place && !isComputed)
            {
                columns.Add((place, new ManifestColumn(title, key, sorting, precision, isHidden)));
            }
        }

        if (computed == sections.Count && board.Value("columns") is YamlList list && list.Items.Count == sections.Count)
        {
            board.Error(list.Place, $"{board.Name} has no column that a scoring program fills.", "Add at least one, with \"title\", \"key\" and \"index\".");
        }

        return [.. columns.OrderBy(c => c.Index)];
    }

    private static bool IsComputed(Section section)
    {
        var computation = section.OneOf("computation", Computations);
        section.Ignore("computation_indexes");
        if (computation is null)
        {
            return false;
        }

        section.Warn(section.PlaceOf("computation"), $"{section.Name} is computed from others, which is not done yet: it is left out.");
        return true;
    }
}
