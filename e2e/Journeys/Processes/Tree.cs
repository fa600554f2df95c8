namespace Agon.Journeys.Processes;

/// <summary>Where things lie in the checked-out tree.</summary>
internal static class Tree
{
    public static readonly string Root = Find(AppContext.BaseDirectory);

    /// <summary>Screenshots, traces and logs for people to look at afterwards.</summary>
    public static string Artefacts(string folder) => Directory.CreateDirectory(Path.Combine(Root, "artifacts", folder)).FullName;

    /// <summary>The executable of a project, built in the configuration these tests were built in.</summary>
    public static string Executable(string project)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(Root, "artifacts", "bin", project, configuration, $"Agon.{project}");
    }

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Agon.slnx")) ? directory : Find(Path.GetDirectoryName(directory.TrimEnd('/'))!);
}
