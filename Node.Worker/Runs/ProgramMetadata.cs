using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Agon.Node.Worker.Runs;

/// <summary>What a program's metadata file says.</summary>
internal abstract record MetadataOutcome
{
    private MetadataOutcome()
    {
    }

    /// <summary>There is no metadata file.</summary>
    internal sealed record None : MetadataOutcome;

    /// <summary>There is one, without a command.</summary>
    internal sealed record NoCommand(string File) : MetadataOutcome;

    /// <summary>The commands to run, one after the other; nearly always one.</summary>
    internal sealed record Commands(string File, IReadOnlyList<string> Lines) : MetadataOutcome;

    /// <summary>There is one that can't be read; the reason is a clause.</summary>
    internal sealed record Unreadable(string File, string Reason) : MetadataOutcome;
}

/// <summary>
/// Reads <c>metadata.yaml</c>, or else <c>metadata</c>: a YAML map whose <c>command</c> is text, or a list of texts as the older format
/// had it. It walks events instead of building a document, so that hostile nesting and aliases cost nothing.
/// </summary>
internal static class ProgramMetadata
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxCommands = 20;
    private const int MaxDepth = 32;

    /// <summary>The names a metadata file may have, the one that wins first.</summary>
    public static IReadOnlyList<string> FileNames { get; } = ["metadata.yaml", "metadata"];

    public static bool IsIn(string directory) => FileNames.Any(name => File.Exists(Path.Combine(directory, name)));

    public static MetadataOutcome Read(string directory)
    {
        if (FileNames.FirstOrDefault(name => File.Exists(Path.Combine(directory, name))) is not { } file)
        {
            return new MetadataOutcome.None();
        }

        var path = Path.Combine(directory, file);
        if (new FileInfo(path).Length > MaxBytes)
        {
            return new MetadataOutcome.Unreadable(file, $"it is larger than {MaxBytes / 1024} KiB");
        }

        // Read before the attempt to understand it: a disk that fails is no fault of the file's.
        var text = File.ReadAllText(path);
        try
        {
            return Parse(file, new Parser(new StringReader(text)));
        }
        catch (YamlException wrong)
        {
            var place = wrong.Start.Line > 0 ? $"line {wrong.Start.Line}: " : "";
            return new MetadataOutcome.Unreadable(file, place + PlainText.OneLine(wrong.Message));
        }
        catch (Exception odd) when (odd is not OutOfMemoryException)
        {
            // The parser has more ways to stumble over odd text than it has a name for, and each of them is the text's fault.
            return new MetadataOutcome.Unreadable(file, "it is not YAML");
        }
    }

    private static MetadataOutcome Parse(string file, Parser parser)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return new MetadataOutcome.NoCommand(file);
        }

        if (!parser.TryConsume<MappingStart>(out _))
        {
            return new MetadataOutcome.Unreadable(file, "it must be lines of the form 'name: value'");
        }

        MetadataOutcome found = new MetadataOutcome.NoCommand(file);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var key) && key.Value == "command")
            {
                found = ReadCommand(file, parser);
                if (found is MetadataOutcome.Unreadable)
                {
                    return found;
                }
            }
            else if (key is null)
            {
                Skip(parser);
                Skip(parser);
            }
            else
            {
                Skip(parser);
            }
        }

        return found;
    }

    private static MetadataOutcome ReadCommand(string file, Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var single))
        {
            return IsNothing(single) ? new MetadataOutcome.NoCommand(file) : new MetadataOutcome.Commands(file, [single.Value]);
        }

        if (!parser.TryConsume<SequenceStart>(out _))
        {
            return new MetadataOutcome.Unreadable(file, "its 'command' must be text, for instance 'python3 score.py $input $output'");
        }

        var lines = new List<string>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var line) || IsNothing(line) || lines.Count == MaxCommands)
            {
                return new MetadataOutcome.Unreadable(file, $"its 'command' list must hold at most {MaxCommands} texts and nothing else");
            }

            lines.Add(line.Value);
        }

        return lines is [] ? new MetadataOutcome.NoCommand(file) : new MetadataOutcome.Commands(file, lines);
    }

    private static bool IsNothing(Scalar scalar) =>
        string.IsNullOrWhiteSpace(scalar.Value) || (scalar.IsPlainImplicit && scalar.Style == ScalarStyle.Plain && scalar.Value is "null" or "~");

    private static void Skip(Parser parser)
    {
        var depth = 0;
        do
        {
            depth += parser.Consume<ParsingEvent>().NestingIncrease;
            if (depth > MaxDepth)
            {
                throw new YamlException("it is nested too deeply");
            }
        }
        while (depth > 0);
    }
}
