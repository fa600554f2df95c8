namespace Agon.Node.Worker.Runs;

/// <summary>Deals with archives whose whole content lies in one folder, the usual slip when zipping.</summary>
internal static class WrappingFolder
{
    /// <summary>The name of the one folder everything lies in, or null.</summary>
    public static string? Find(string directory) =>
        Directory.GetFileSystemEntries(directory) is [var only] && Directory.Exists(only) ? Path.GetFileName(only) : null;

    /// <summary>Moves the content of the wrapping folder up when it is a program, and gives the folder's name; else null.</summary>
    public static string? RemoveAroundProgram(string directory)
    {
        if (Find(directory) is not { } folder || !ProgramMetadata.IsIn(Path.Combine(directory, folder)))
        {
            return null;
        }

        // Through a name of our own: the folder may hold an entry of its own name.
        var aside = directory + ".wrapped";
        Directory.Move(Path.Combine(directory, folder), aside);
        foreach (var path in Directory.GetFileSystemEntries(aside))
        {
            Directory.Move(path, Path.Combine(directory, Path.GetFileName(path)));
        }

        Directory.Delete(aside);
        return folder;
    }
}
