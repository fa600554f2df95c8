namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads the list of solutions: example submissions, each for one or more tasks.</summary>
internal static class ReadSolutions
{
    private const int Most = 100, DescriptionMaxLength = 20_000;

    public static IReadOnlyList<ManifestSolution> From(Section competition, TaskList tasks)
    {
        List<ManifestSolution> solutions = [];
        foreach (var section in competition.Sections("solutions", "solution", Most, isRequired: false))
        {
            if (One(section, tasks) is { } solution)
            {
                solutions.Add(solution);
            }
        }

        return solutions;
    }

    private static ManifestSolution? One(Section section, TaskList tasks)
    {
        section.Ignore("index");
        if (section.Value("key") is { } key)
        {
            section.Error(key.Place, $"{section.Name} refers to a solution that is kept on another site, by its key.", "Put its zip into the bundle: export it \"with files\".");
            section.Ignore("name", "description", "tasks", "path");
            section.Close();
            return null;
        }

        var given = section.Text("name", Solution.NameMaxLength);
        var name = given is { Length: > 0 } ? given : Capitalized(section.Name);
        section.Name = given is { Length: > 0 } ? $"solution \"{ManifestMessages.Short(given)}\"" : section.Name;
        var file = section.Path("path", PathUse.Download, isRequired: true);
        var indexes = ReadTaskIndexes.From(section, tasks);
        var description = section.Text("description", DescriptionMaxLength) ?? "";
        section.Close();
        return file is null ? null : new ManifestSolution { Name = name, Description = description, Tasks = indexes, File = file };
    }

    private static string Capitalized(string name) => $"{char.ToUpperInvariant(name[0])}{name[1..]}";
}
