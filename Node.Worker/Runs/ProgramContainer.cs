using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>A directory of the run as one container sees it.</summary>
internal sealed record ContainerDirectory(string Host, string Path, bool IsWritable = false);

/// <summary>One program of a step: its commands, run one after the other, and what it sees.</summary>
internal sealed record ProgramContainer(LogStream Stream, IReadOnlyList<IReadOnlyList<string>> Commands, IReadOnlyList<ContainerDirectory> Directories)
{
    /// <summary>Makes a program from the lines of its metadata, which were checked when they were read.</summary>
    public static ProgramContainer From(LogStream stream, RunStep step, IEnumerable<string> lines, params IReadOnlyList<ContainerDirectory> directories) =>
        new(stream, [.. lines.Select(line => Words(CommandVariables.Replace(line, stream, step)))], directories);

    private static IReadOnlyList<string> Words(string line) => CommandLine.Split(line) is CommandWords.Right(var words)
        ? words
        : throw new InvalidOperationException("A command that was checked before can't be split.");
}
