using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads which tasks a phase has or a solution is for.</summary>
internal static class ReadTaskIndexes
{
    public static List<string> From(Section section, TaskList tasks)
    {
        List<string> indexes = [];
        foreach (var item in section.List("tasks", ReadTasks.Most, isRequired: true))
        {
            if (item is not YamlScalar scalar)
            {
                section.Error(item.Place, $"\"tasks\" of {section.Name} lists the indexes of tasks; this is none.", "Write for instance \"tasks: [0]\".");
            }
            else if (!tasks.ByIndex.ContainsKey(ReadTasks.Key(scalar)))
            {
                ReportUnknown(section, scalar, tasks);
            }
            else if (indexes.Contains(ReadTasks.Key(scalar)))
            {
                section.Warn(scalar.Place, $"{section.Name} lists the task {ManifestMessages.Short(scalar.Text)} twice; it counts once.");
            }
            else
            {
                indexes.Add(ReadTasks.Key(scalar));
            }
        }

        if (section.Value("tasks") is YamlList { Items: [] } empty)
        {
            section.Error(empty.Place, $"{section.Name} has no task.", "List at least one index of a task.");
        }

        return indexes;
    }

    private static void ReportUnknown(Section section, YamlScalar index, TaskList tasks)
    {
        if (tasks.AreAllKnown)
        {
            section.Error(index.Place, $"{section.Name} refers to a task with the index {ManifestMessages.Short(index.Text)}, which does not exist.", tasks.ByIndex.Count == 0
                ? "Add the task under \"tasks\" of the competition."
                : $"The tasks are: {string.Join(", ", tasks.ByIndex.Keys.Take(20))}.");
        }
    }
}
