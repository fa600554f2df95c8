using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class ProgramMetadataTests : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();

    [Theory]
    [InlineData("command: python3 $program/score.py $input $output", "python3 $program/score.py $input $output")]
    [InlineData("\ufeffcommand: python3 a.py\r\ndescription: x\r\n", "python3 a.py")]
    [InlineData("command: 'python3 \"a b.py\"'", "python3 \"a b.py\"")]
    [InlineData("command: first\ncommand: second", "second")]
    [InlineData("description: {a: [1, 2, {b: c}]}\ncommand: run", "run")]
    [InlineData("x: &a [1]\ny: *a\ncommand: run", "run")]
    [InlineData("? [a, b]\n: c\ncommand: run", "run")]
    [InlineData("command: 3", "3")]
    [InlineData("command: >\n  python3 a.py\n  --fast\n", "python3 a.py --fast\n")]
    public void the_command_is_read(string metadata, string command)
    {
        _directory.Write("metadata", metadata);

        Read().ShouldBeOfType<MetadataOutcome.Commands>().Lines.ShouldBe([command]);
    }

    [Fact]
    public void a_list_of_commands_is_read_in_order()
    {
        _directory.Write("metadata", "command:\n  - first $input\n  - second $output\n");

        Read().ShouldBeOfType<MetadataOutcome.Commands>().Lines.ShouldBe(["first $input", "second $output"]);
    }

    [Fact]
    public void metadata_yaml_wins()
    {
        _directory.Write("metadata", "command: old");
        _directory.Write("metadata.yaml", "command: new");

        Read().ShouldBeOfType<MetadataOutcome.Commands>().File.ShouldBe("metadata.yaml");
    }

    [Fact]
    public void without_a_file_there_is_none() => Read().ShouldBeOfType<MetadataOutcome.None>();

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("description: x")]
    [InlineData("command:")]
    [InlineData("command: null")]
    [InlineData("command: ''")]
    [InlineData("command: []")]
    public void a_file_without_a_command_is_told_from_one_that_is_broken(string metadata)
    {
        _directory.Write("metadata", metadata);

        Read().ShouldBeOfType<MetadataOutcome.NoCommand>();
    }

    [Theory]
    [InlineData("just text", "lines of the form")]
    [InlineData("- a\n- b", "lines of the form")]
    [InlineData("command: {a: b}", "must be text")]
    [InlineData("command: [a, [b]]", "list must hold")]
    [InlineData("command: [a, null]", "list must hold")]
    [InlineData("command: python3 -c 'x: y'\nfoo", "line")]
    [InlineData("command: \"never closed", "line")]
    [InlineData("command: a: b", "line 1")]
    public void a_file_that_is_broken_says_why(string metadata, string reason)
    {
        _directory.Write("metadata", metadata);

        Read().ShouldBeOfType<MetadataOutcome.Unreadable>().Reason.ShouldContain(reason);
    }

    [Fact]
    public void hostile_nesting_is_refused_without_a_deep_stack()
    {
        _directory.Write("metadata", "x: " + new string('[', 30_000));

        Read().ShouldBeOfType<MetadataOutcome.Unreadable>();
    }

    [Fact]
    public void no_text_at_all_makes_reading_fail()
    {
        string[] pieces =
        [
            "command", ":", " ", "\n", "- ", "? ", "'", "\"", "\\", "\\x", "\\ud800", "\\U7fffffff", "%YAML ", "99999999999999", ".", "%TAG ! ", "!", "!<", "%ff", ">",
            "|", "9", "-", "+", "{", "}", "[", "]", ",", "&a", "*a", "#", "---", "...", "\t", "\0", "\ufeff", "é", "<<", "a",
        ];
        var random = new Random(7);
        for (var round = 0; round < 4_000; round++)
        {
            _directory.Write("metadata", string.Concat(random.GetItems(pieces, random.Next(1, 14))));

            Should.NotThrow(Read);
        }
    }

    [Theory]
    [InlineData("command: \"a\\0b\"", "control characters")]
    [InlineData("command: \"a \\e[31m\"", "control characters")]
    [InlineData("command: [run, \"a\\x07\"]", "control characters")]
    [InlineData("command: run \ufffd", "not UTF-8")]
    [InlineData("command: '\"\" x'", "empty word")]
    public void a_command_no_engine_takes_is_refused(string metadata, string reason)
    {
        _directory.Write("metadata", metadata);

        ProgramCommands.From(Read()).Problem.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void a_command_the_system_could_not_start_for_its_length_is_refused()
    {
        _directory.Write("metadata", "command: run " + new string('a', 16 * 1024));

        ProgramCommands.From(Read()).Problem.ShouldNotBeNull().ShouldContain("longer than 16384 characters");
    }

    [Fact]
    public void a_file_that_is_too_large_is_not_read()
    {
        _directory.Write("metadata", "command: a\n" + new string('#', ProgramMetadata.MaxBytes));

        Read().ShouldBeOfType<MetadataOutcome.Unreadable>().Reason.ShouldContain("larger than 64 KiB");
    }

    [Fact]
    public void too_many_commands_are_refused()
    {
        _directory.Write("metadata", "command: [" + string.Join(',', Enumerable.Repeat("a", ProgramMetadata.MaxCommands + 1)) + "]");

        Read().ShouldBeOfType<MetadataOutcome.Unreadable>();
    }

    public ValueTask DisposeAsync() => _directory.DisposeAsync();

    private MetadataOutcome Read() => ProgramMetadata.Read(_directory.Path);
}
