namespace Agon.Node.Worker.Runs;

/// <summary>What a container left in a directory it may write to.</summary>
/// <param name="Bytes">The files' sizes added up; a file with holes counts as large as it says it is.</param>
/// <param name="Files">How many files and directories.</param>
/// <param name="Removed">Links, pipes, sockets and devices, which tidying takes away.</param>
/// <param name="Unreachable">A name that can't be used, or null.</param>
internal readonly record struct TreeFacts(long Bytes, int Files, int Removed, string? Unreachable)
{
    /// <summary>Whether it is more than a step may write; a link costs the disk as much as a file does.</summary>
    public bool IsOver(long limit) => Bytes > limit || Files + Removed > WrittenTree.MaxFiles;
}

/// <summary>Walks a directory written by hostile code: never follows a link, never trusts a name, never descends without end.</summary>
internal static class WrittenTree
{
    public const int MaxFiles = 100_000;

    // Below PATH_MAX (4096) with room for a name (255).
    private const int MaxPathLength = 3500;

    // What the framework makes of bytes that are not UTF-8; the result names nothing on the disk.
    private const char NotText = '\ufffd';

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <summary>
    /// Adds up sizes until a limit is passed; safe beside a program that is still writing. What vanished meanwhile is nothing; what is
    /// there and can't be looked at is named.
    /// </summary>
    public static TreeFacts Measure(string root, long limit) => Walk(root, limit, tidy: false);

    /// <summary>
    /// Takes away everything that is neither file nor directory. A link in a prediction could point at the reference data
    /// that only exists in the scoring container, and a pipe would stop whoever opens it.
    /// </summary>
    public static TreeFacts Tidy(string root, long limit) => Walk(root, limit, tidy: true);

    private static TreeFacts Walk(string root, long limit, bool tidy)
    {
        var sum = default(TreeFacts);
        var directories = new Stack<string>([root]);
        while (directories.TryPop(out var directory) && !sum.IsOver(limit) && !(tidy && sum.Unreachable is not null))
        {
            try
            {
                foreach (var path in Directory.EnumerateFileSystemEntries(directory, "*", Everything))
                {
                    sum = Add(sum, path, directories, tidy);
                    if (sum.IsOver(limit) || (tidy && sum.Unreachable is not null))
                    {
                        break;
                    }
                }
            }
            catch (DirectoryNotFoundException) when (!tidy)
            {
                // While the program is at work anything may vanish; what it leaves in the end must be readable.
            }
            catch (Exception odd) when (odd is IOException or UnauthorizedAccessException or ArgumentException)
            {
                sum = sum with { Unreachable = Path.GetFileName(directory) };
            }
        }

        return sum;
    }

    private static TreeFacts Add(TreeFacts sum, string path, Stack<string> directories, bool tidy)
    {
        if (Posix.Look(path, out var isGone) is not { } facts || path.Length > MaxPathLength)
        {
            return !tidy && isGone && !path.Contains(NotText, StringComparison.Ordinal)
                ? sum
                : sum with { Files = sum.Files + 1, Unreachable = Path.GetFileName(path) };
        }

        switch (facts.Kind)
        {
            case FileKind.Special:
                if (tidy)
                {
                    File.Delete(path);
                }

                return sum with { Removed = sum.Removed + 1 };

            case FileKind.Directory:
                Open(path, facts, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, tidy);
                directories.Push(path);
                return sum with { Files = sum.Files + 1 };

            default:
                Open(path, facts, UnixFileMode.UserRead, tidy);
                return sum with { Files = sum.Files + 1, Bytes = sum.Bytes + facts.Bytes };
        }
    }

    // A worker that is not root shares the containers' user, and must be able to read what that user locked.
    private static void Open(string path, FileFacts facts, UnixFileMode needed, bool tidy)
    {
        if (tidy && (facts.Mode & needed) != needed)
        {
            File.SetUnixFileMode(path, facts.Mode | needed);
        }
    }
}
