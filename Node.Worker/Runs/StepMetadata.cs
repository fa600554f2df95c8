using System.Globalization;
using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>Writes the file <c>metadata</c> into a step's output: exit codes and times, which scoring programs read.</summary>
internal static class StepMetadata
{
    public const string FileName = "metadata";

    /// <summary>Writes it; false when the program left a directory of that name, which stays.</summary>
    public static bool Write(string output, IReadOnlyList<ContainerResult> containers)
    {
        var path = Path.Combine(output, FileName);
        if (Directory.Exists(path))
        {
            return false;
        }

        var ingestion = containers.FirstOrDefault(container => container.Stream == LogStream.Ingestion);
        var program = containers.FirstOrDefault(container => container.Stream != LogStream.Ingestion);

        // A new file, not the old one's content: its owner may be the containers' user.
        File.Delete(path);
        using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
        file.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            exitCode: {program?.ExitCode ?? 0}
            elapsedTime: {(program ?? ingestion)?.Seconds ?? 0:0.0##}
            ingestionExitCode: {ingestion?.ExitCode.ToString(CultureInfo.InvariantCulture) ?? "null"}
            ingestionElapsedTime: {ingestion?.Seconds.ToString("0.0##", CultureInfo.InvariantCulture) ?? "null"}

            """));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return true;
    }
}
