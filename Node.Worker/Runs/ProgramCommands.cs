namespace Agon.Node.Worker.Runs;

/// <summary>The commands of a program, checked; or, as a clause, why there are none.</summary>
internal sealed record ProgramCommands(IReadOnlyList<string> Lines, string? Problem)
{
    public static ProgramCommands None { get; } = new([], null);

    public static ProgramCommands Wrong(string reason) => new([], reason);

    public static ProgramCommands From(MetadataOutcome metadata) => metadata switch
    {
        MetadataOutcome.None => Wrong("it has no file 'metadata.yaml' or 'metadata' that names its command"),
        MetadataOutcome.NoCommand(var file) => Wrong($"its file '{file}' has no 'command'"),
        MetadataOutcome.Unreadable(var file, var reason) => Wrong($"its file '{file}' can't be read: {reason}"),
        MetadataOutcome.Commands(var file, var lines) =>
            lines.Select(CommandLine.Split).OfType<CommandWords.Wrong>().FirstOrDefault() is { } wrong
                ? Wrong($"the command in its file '{file}' can't be split into words: {wrong.Reason}")
                : new ProgramCommands(lines, null),
        var other => throw new InvalidOperationException($"{other}"),
    };
}
