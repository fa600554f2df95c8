namespace Agon.Node.Worker.Runs;

/// <summary>Opens files of a directory written by hostile code.</summary>
internal static class WrittenFile
{
    /// <summary>Every file below, links neither given nor followed.</summary>
    public static EnumerationOptions Everywhere { get; } = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
        RecurseSubdirectories = true,
    };

    /// <summary>Opens one for reading, if what was opened is an ordinary file that lies in the directory, whatever links there were.</summary>
    public static FileStream Open(string directory, string path)
    {
        var (place, _, realDirectory) = Posix.Open(directory);
        place.Dispose();
        var (handle, facts, realPath) = Posix.Open(path);
        if (facts.Kind == FileKind.File && realPath.StartsWith(realDirectory + '/', StringComparison.Ordinal))
        {
            return new FileStream(handle, FileAccess.Read);
        }

        handle.Dispose();
        throw new IOException($"'{path}' is not a file in '{directory}'.");
    }
}
