using System.Globalization;
using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads the list of tasks.</summary>
internal static class ReadTasks
{
    /// <summary>The most tasks of a competition.</summary>
    public const int Most = 100;

    private const int DescriptionMaxLength = 20_000;

    public static TaskList From(Section competition)
    {
        var areAllKnown = competition.Value("tasks") is not YamlList { Items.Count: > Most };
        var tasks = new Dictionary<string, ManifestTask?>(StringComparer.Ordinal);
        var sections = competition.Sections("tasks", "task", Most, isRequired: true);
        if (sections is [] && competition.Value("tasks") is YamlList { Items: [] })
        {
            competition.Error(competition.PlaceOf("tasks"), "the competition has no task.", "Add at least one, with \"index\", \"name\" and \"scoring_program\".");
        }

        foreach (var section in sections)
        {
            var index = Index(section);
            areAllKnown &= index is not null;
            var task = Task(section, index ?? "");
            if (index is not null && !tasks.TryAdd(index, task))
            {
                section.Error(section.PlaceOf("index"), $"two tasks have the index {index}.", "Give every task an index of its own.");
            }
        }

        return new TaskList(tasks, areAllKnown);
    }

    /// <summary>How an index is compared: numbers by value, everything else as it is written.</summary>
    public static string Key(YamlScalar scalar) =>
        Yaml11.ToInteger(scalar)?.ToString(CultureInfo.InvariantCulture) ?? scalar.Text.Trim();

    private static string? Index(Section section)
    {
        switch (section.Value("index"))
        {
            case YamlScalar scalar:
                return Key(scalar);
            case null:
                section.Error(section.Place, $"{section.Name} has no \"index\".", "Add \"index: 0\", another number for each task; phases refer to tasks by it.");
                return null;
            case var other:
                section.Error(other.Place, $"\"index\" of {section.Name} has to be a number.", "Write \"index: 0\".");
                return null;
        }
    }

    private static ManifestTask? Task(Section section, string index)
    {
        if (section.Value("key") is { } key)
        {
            section.Error(key.Place, $"{section.Name} refers to a task that is kept on another site, by its key.", "Put the task's programs and data into the bundle: export it \"with files\".");
            section.Ignore("name", "description", "ingestion_only_during_scoring", "scoring_program", "ingestion_program", "input_data", "reference_data", "is_public");
            section.Close();
            return null;
        }

        var name = section.Text("name", CompetitionTask.NameMaxLength, isRequired: true);
        section.Name = name is null ? section.Name : $"task \"{ManifestMessages.Short(name)}\"";
        var scoring = section.Path("scoring_program", PathUse.Program, isRequired: true);
        var task = new ManifestTask
        {
            Index = index,
            Name = name ?? "",
            Description = section.Text("description", DescriptionMaxLength) ?? "",
            IngestionOnlyDuringScoring = section.Flag("ingestion_only_during_scoring", otherwise: false),
            ScoringProgram = scoring ?? new PathReference("", default),
            IngestionProgram = section.Path("ingestion_program", PathUse.Program, isRequired: false),
            InputData = section.Path("input_data", PathUse.Data, isRequired: false),
            ReferenceData = section.Path("reference_data", PathUse.Data, isRequired: false),
        };
        section.Ignore("is_public", "key");
        if (task is { IngestionOnlyDuringScoring: true, IngestionProgram: null })
        {
            section.Warn(section.PlaceOf("ingestion_only_during_scoring"), $"{section.Name} has no \"ingestion_program\" that could run during scoring.");
        }

        section.Close();
        return name is null || scoring is null ? null : task;
    }
}

/// <summary>The tasks of a manifest.</summary>
/// <param name="ByIndex">Null for a task with errors of its own: phases may refer to it all the same.</param>
/// <param name="AreAllKnown">Whether every task has an index; otherwise a reference may be right although it leads nowhere.</param>
internal sealed record TaskList(IReadOnlyDictionary<string, ManifestTask?> ByIndex, bool AreAllKnown);
