using Agon.Node.Worker.Runs;

namespace Agon.Node.Worker.Tests.Runs;

/// <summary>The expected words are what Python's <c>shlex.split</c> gives.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("python3 $program/score.py $input $output", "python3|$program/score.py|$input|$output")]
    [InlineData("a  b\t c\n d", "a|b|c|d")]
    [InlineData("a 'b c' d", "a|b c|d")]
    [InlineData("a \"b c\" d", "a|b c|d")]
    [InlineData(@"a\ b c", "a b|c")]
    [InlineData(@"""a\""b""", "a\"b")]
    [InlineData(@"""a\b""", @"a\b")]
    [InlineData(@"""a\\b""", @"a\b")]
    [InlineData(@"'a\b'", @"a\b")]
    [InlineData("a''b", "ab")]
    [InlineData("a\"b\"c", "abc")]
    [InlineData("a#b # c", "a#b|#|c")]
    [InlineData("a;b && d > e", "a;b|&&|d|>|e")]
    [InlineData("$HOME *.py ~", "$HOME|*.py|~")]
    [InlineData("'a\"b' \"c'd\"", "a\"b|c'd")]
    [InlineData("\"a\nb\"", "a\nb")]
    [InlineData("a\\\nb", "a\nb")]
    [InlineData("é 'ü ö'", "é|ü ö")]
    [InlineData(@"""\$x""", @"\$x")]
    [InlineData(@"\'", "'")]
    [InlineData("=\"x y\"z", "=x yz")]
    public void a_command_is_split_like_a_shell_would(string command, string words) =>
        Words(command).ShouldBe(words.Split('|'));

    [Fact]
    public void an_empty_quotation_is_a_word() => Words("a '' \"\"").ShouldBe(["a", "", ""]);

    [Fact]
    public void nothing_but_blanks_has_no_words() => Words("  \t\n").ShouldBeEmpty();

    [Theory]
    [InlineData("'a", "quotation mark (') is opened and never closed")]
    [InlineData("\"a", "quotation mark (\") is opened and never closed")]
    [InlineData("\"a\\", "quotation mark (\") is opened and never closed")]
    [InlineData("a\\", "backslash with nothing after it")]
    public void a_command_that_is_cut_off_is_refused_with_the_reason(string command, string reason) =>
        CommandLine.Split(command).ShouldBeOfType<CommandWords.Wrong>().Reason.ShouldContain(reason);

    private static IReadOnlyList<string> Words(string command) => CommandLine.Split(command).ShouldBeOfType<CommandWords.Right>().Words;
}
