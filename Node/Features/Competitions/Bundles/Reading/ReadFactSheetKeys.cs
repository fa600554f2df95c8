using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.FactSheets;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads the fact sheet: a map of keys to questions. Members other sites insist on have defaults here.</summary>
internal static class ReadFactSheetKeys
{
    public static IReadOnlyList<ManifestQuestion> From(Section competition) =>
        [.. competition.NamedSections("fact_sheet", "question", FactSheetQuestion.Most, isRequired: false).Select(q => One(q.Key, q.Section))];

    private static ManifestQuestion One(string key, Section section)
    {
        section.Name = $"question \"{ManifestMessages.Short(key)}\"";
        if (key.Length is 0 or > FactSheetQuestion.KeyMaxLength)
        {
            section.Error(section.Place, $"the key of a question has 1 to {FactSheetQuestion.KeyMaxLength} characters.", "Choose another.");
        }

        if (section.Text("key", FactSheetQuestion.KeyMaxLength) is { } said && said != key)
        {
            section.Warn(section.PlaceOf("key"), $"\"key\" of {section.Name} is \"{ManifestMessages.Short(said)}\"; the key above it counts.", "Write the same key twice: other sites insist on it.");
        }

        var kind = section.OneOf("type", ["text", "checkbox", "select"]) switch { "checkbox" => FactKind.Checkbox, "select" => FactKind.Select, _ => FactKind.Text };
        var question = new ManifestQuestion
        {
            Key = key,
            Title = section.Text("title", FactSheetQuestion.TitleMaxLength) is { Length: > 0 } given ? given : key,
            Kind = kind,
            Choices = Choices(section, kind),
            IsRequired = section.Flag("is_required", otherwise: false),
            IsOnLeaderboard = section.Flag("is_on_leaderboard", otherwise: false),
        };
        section.Close();
        return question;
    }

    private static List<string> Choices(Section section, FactKind kind)
    {
        if (kind != FactKind.Select)
        {
            section.Ignore("selection");
            return [];
        }

        List<string> choices = [];
        foreach (var item in section.List("selection", FactSheetQuestion.MostChoices, isRequired: true))
        {
            if (item is not YamlScalar { Text: var text } || text.Trim() is not { Length: > 0 and <= FactSheetQuestion.ChoiceMaxLength } choice || choice.Any(char.IsControl))
            {
                section.Error(item.Place, $"\"selection\" of {section.Name} lists texts of at most {FactSheetQuestion.ChoiceMaxLength} characters; this is none.", "Write one choice behind each dash.");
            }
            else if (!choices.Contains(choice))
            {
                choices.Add(choice);
            }
        }

        if (section.Value("selection") is YamlList { Items: [] } empty)
        {
            section.Error(empty.Place, $"{section.Name} has nothing to choose from.", "List the choices under \"selection\".");
        }

        return choices;
    }
}
