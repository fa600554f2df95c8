using System.Text;
using Agon.Node.Worker.Runs;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class LogTextTests
{
    [Fact]
    public void a_character_cut_by_the_edge_of_a_piece_stays_whole()
    {
        var bytes = Encoding.UTF8.GetBytes("naïve ✓ 😀!");

        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var text = new LogText();
            (text.Decode(bytes.AsSpan(0, cut)) + text.Decode(bytes.AsSpan(cut))).ShouldBe("naïve ✓ 😀!");
        }
    }

    [Theory]
    [InlineData("a\u0000b\u0007c\u007fd", "abcd")]
    [InlineData("one\r\ntwo\r\n", "one\ntwo\n")]
    [InlineData("10%\r20%\r\n", "10%\n20%\n")]
    [InlineData("\u001b[31mred\u001b[0m plain \u001b[1;32mgreen", "red plain green")]
    [InlineData("\u001b]0;title", "]0;title")]
    [InlineData("a\tb\n", "a\tb\n")]
    public void control_characters_are_taken_out(string written, string read) => new LogText().Decode(Encoding.UTF8.GetBytes(written)).ShouldBe(read);

    [Fact]
    public void a_sequence_cut_by_the_edge_of_a_piece_is_still_taken_out()
    {
        var text = new LogText();

        (text.Decode("a\u001b"u8) + text.Decode("[3"u8) + text.Decode("1mb\r"u8) + text.Decode("\nc"u8)).ShouldBe("ab\nc");
    }

    [Fact]
    public void bytes_that_are_no_text_are_marked_as_such() => new LogText().Decode([0x41, 0xff, 0xfe, 0x42]).ShouldBe("A\ufffd\ufffdB");
}
