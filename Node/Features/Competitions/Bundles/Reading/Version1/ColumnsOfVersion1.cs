using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Reads the columns of all leaderboards; a computed one names the columns it comes from.</summary>
internal static class ColumnsOfVersion1
{
    private const int Most = 100, FewestDecimals = 1, MostDecimals = 10, UsualDecimals = 2;

    public static List<ColumnOfVersion1> From(Section leaderboard, IReadOnlyList<NamedOfVersion1> boards, IReadOnlyList<NamedOfVersion1> groups)
    {
        var sections = leaderboard.NamedSections("columns", "column", Most, isRequired: true);
        if (sections is [] && leaderboard.Value("columns") is YamlMap { Pairs: [] } or YamlList { Items: [] })
        {
            leaderboard.Error(leaderboard.PlaceOf("columns"), "the leaderboard has no column.", "Add one under the name the scoring program writes, with \"leaderboard\" and \"label\".");
        }

        var columns = sections.Select((s, i) => One(s.Key, s.Section, i, boards, groups)).ToList();
        ComputedOfVersion1.Resolve(columns);
        if (columns.Count > 0 && columns.TrueForAll(c => c.Section.Value("computed") is not null))
        {
            leaderboard.Error(leaderboard.PlaceOf("columns"), "no column is filled by a scoring program.", "Add at least one that is not computed.");
        }

        return columns;
    }

    private static ColumnOfVersion1 One(string name, Section section, int place, IReadOnlyList<NamedOfVersion1> boards, IReadOnlyList<NamedOfVersion1> groups)
    {
        var title = LabelOfVersion1.Read(section, "label", name, LeaderboardColumn.TitleMaxLength);
        var key = LabelOfVersion1.Key(section, name, LeaderboardColumn.KeyMaxLength);
        section.Name = $"column \"{ManifestMessages.Short(name)}\"";
        var computation = ComputedOfVersion1.Read(section);
        // Of ranks the smallest is the best; a leaderboard led by the worst is what nobody means.
        var usual = computation?.Kind == ComputationKind.RankAverage ? "asc" : "desc";
        var sorting = (section.OneOf("sort", ["desc", "asc"]) ?? usual) == "asc" ? SortDirection.Ascending : SortDirection.Descending;
        var column = new ColumnOfVersion1(section)
        {
            Board = Board(section, boards),
            Rank = section.Whole("rank") ?? place + 1,
            Preference = section.Whole("selection_default") ?? 0,
            Column = new ManifestColumn(title, key, sorting, Decimals(section), section.Flag("hidden", otherwise: false))
            {
                Computation = computation,
                Group = Group(section, groups),
            },
        };
        section.Close();
        return column;
    }

    private static NamedOfVersion1? Board(Section section, IReadOnlyList<NamedOfVersion1> boards)
    {
        if (section.Value("leaderboard") is not { } value)
        {
            if (boards.Count > 1)
            {
                section.Error(section.Place, $"{section.Name} has no \"leaderboard\".", $"Say which it belongs to: {string.Join(", ", boards.Select(b => b.Name))}.");
            }

            return boards.Count == 1 ? boards[0] : null;
        }

        if (NamedOfVersion1.Find(boards, value) is { } board)
        {
            return board;
        }

        section.Error(value.Place, $"{section.Name} belongs to a leaderboard that is not under \"leaderboards\".", "Write &NAME before the leaderboard's keys, and \"leaderboard: *NAME\" in the column.");
        return null;
    }

    private static string? Group(Section section, IReadOnlyList<NamedOfVersion1> groups)
    {
        if (section.Value("column_group") is not { } value)
        {
            return null;
        }

        if (NamedOfVersion1.Find(groups, value) is { } group)
        {
            return group.Key;
        }

        section.Warn(value.Place, $"{section.Name} belongs to a group that is not under \"column_groups\": it stands alone.", "Write &NAME before the group's keys, and \"column_group: *NAME\" in the column.");
        return null;
    }

    private static int Decimals(Section section)
    {
        if (section.Whole("numeric_format") is not { } wanted)
        {
            return UsualDecimals;
        }

        var decimals = Math.Clamp(wanted, FewestDecimals, MostDecimals);
        if (decimals != wanted)
        {
            section.Note(section.PlaceOf("numeric_format"), $"\"numeric_format\" of {section.Name} is {wanted}: {decimals} decimals are shown, as on CodaLab.");
        }

        return decimals;
    }
}

/// <summary>One column as it is written.</summary>
internal sealed class ColumnOfVersion1(Section section)
{
    public Section Section { get; } = section;
    public NamedOfVersion1? Board { get; init; }
    public required int Rank { get; init; }

    /// <summary>The column that ranks has the highest.</summary>
    public required int Preference { get; init; }

    public required ManifestColumn Column { get; set; }
}
