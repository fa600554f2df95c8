using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Competitions.Manage;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads <c>listing</c>, a key of ours: what a hub is told of the competition beyond what the rest of the bundle says.</summary>
internal static class ReadListing
{
    private const int MostWords = 20;

    private static readonly Dictionary<string, HubVisibility> Visibilities = new(StringComparer.Ordinal)
    {
        ["listed"] = HubVisibility.Listed,
        ["without_standings"] = HubVisibility.WithoutStandings,
        ["not_listed"] = HubVisibility.NotListed,
    };

    public static string Word(HubVisibility visibility) => Visibilities.Single(v => v.Value == visibility).Key;

    /// <summary>Null where the bundle says nothing of it.</summary>
    public static ListingValues? From(Section competition)
    {
        if (competition.Map("listing", "the listing", isRequired: false) is not { } section)
        {
            return null;
        }

        var values = new ListingValues
        {
            Visibility = Visibilities.GetValueOrDefault(section.OneOf("visibility", Visibilities.Keys) ?? "listed"),
            Institution = Line(section, "institution", CompetitionCard.LineMaxLength),
            Tags = Words(section, "tags"),
            TaskTypes = Words(section, "task_types"),
            Modalities = Words(section, "modalities"),
            SubmissionKinds = Words(section, "submission_kinds"),
            Language = Line(section, "language", CompetitionCard.WordMaxLength),
            Hardware = Line(section, "hardware", CompetitionCard.LineMaxLength),
            IsConfidential = section.Flag("is_confidential", otherwise: false),
        };
        section.Close();
        foreach (var fact in values.Impossible())
        {
            section.Error(section.Place, $"a hub would refuse what {section.Name} says ({fact}).", ListingMessages.Sentence(fact));
        }

        return values;
    }

    private static string? Line(Section section, string key, int max) => section.Text(key, max) is { Length: > 0 } line ? line : null;

    private static List<string> Words(Section section, string key)
    {
        List<string> words = [];
        foreach (var item in section.List(key, MostWords, isRequired: false))
        {
            if (item is YamlScalar { Text: var text } && text.Trim() is { Length: > 0 } word)
            {
                words.Add(word);
            }
            else
            {
                section.Error(item.Place, $"\"{key}\" of {section.Name} lists words; this is none.", "Write one word behind each dash.");
            }
        }

        return [.. words.Distinct(StringComparer.Ordinal)];
    }
}
