using System.Text;

namespace Agon.Node.Worker.Runs;

/// <summary>The commands of a program, checked; or, as a clause, why there are none.</summary>
internal sealed record ProgramCommands(IReadOnlyList<string> Lines, string? Problem)
{
    // With its variables replaced it still fits into the one argument the system allows (128 KiB).
    private const int MaxLength = 16 * 1024;

    public static ProgramCommands None { get; } = new([], null);

    public static ProgramCommands Wrong(string reason) => new([], reason);

    public static ProgramCommands From(MetadataOutcome metadata) => metadata switch
    {
        MetadataOutcome.None => Wrong("it has no file 'metadata.yaml' or 'metadata' that names its command"),
        MetadataOutcome.NoCommand(var file) => Wrong($"its file '{file}' has no 'command'"),
        MetadataOutcome.Unreadable(var file, var reason) => Wrong($"its file '{file}' can't be read: {reason}"),
        MetadataOutcome.Commands(var file, var lines) => lines.Select(Refuse).FirstOrDefault(reason => reason is not null) is { } reason
            ? Wrong($"the command in its file '{file}' {reason}")
            : new ProgramCommands(lines, null),
        var other => throw new InvalidOperationException($"{other}"),
    };

    /// <summary>Why a command can't be given to an engine, as words that follow "the command"; null when it can.</summary>
    private static string? Refuse(string line) => CommandLine.Split(line) switch
    {
        _ when line.Length > MaxLength => $"is longer than {MaxLength} characters",
        _ when line.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\r' or '\n'))) =>
            "holds control characters, or is not UTF-8",
        CommandWords.Wrong(var reason) => $"can't be split into words: {reason}",
        CommandWords.Right([] or ["", ..]) => "begins with an empty word",
        _ => null,
    };
}
