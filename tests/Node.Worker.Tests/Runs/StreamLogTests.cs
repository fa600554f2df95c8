using System.Text;
using Agon.Node.Worker.Runs;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class StreamLogTests
{
    private const int Limit = 100_000;

    private readonly StreamLog _log = new(LogStream.Scoring, Limit);

    [Fact]
    public void text_waits_until_it_was_taken_and_offsets_go_on()
    {
        _log.Add("first ");
        var first = _log.Peek(8).Single();
        _log.Add("second");

        first.ShouldBe(new LogChunk(LogStream.Scoring, 0, "first "));
        _log.Peek(8).Single().Text.ShouldBe("first second");

        _log.Accept(first);

        _log.Peek(8).Single().ShouldBe(new LogChunk(LogStream.Scoring, 6, "second"));
        _log.HasNews.ShouldBeTrue();
    }

    [Fact]
    public void long_text_goes_in_pieces_that_do_not_cut_a_character()
    {
        var log = new StreamLog(LogStream.Scoring, 1 << 20);
        log.Add("x" + string.Concat(Enumerable.Repeat("😀", 35_000)));

        var chunks = log.Peek(8).ToList();

        chunks.Count.ShouldBe(2);
        chunks[0].Text.Length.ShouldBe(LogChunk.TextMaxLength - 1);
        chunks[1].Offset.ShouldBe(chunks[0].Text.Length);
        chunks.ShouldAllBe(chunk => !char.IsLowSurrogate(chunk.Text[0]));
    }

    [Fact]
    public void a_flood_keeps_its_beginning_and_its_end_with_a_marker_between()
    {
        for (var line = 0; line < 100_000; line++)
        {
            _log.Add($"line {line}\n");
        }

        _log.Close();
        var text = string.Concat(_log.Peek(100).Select(chunk => chunk.Text));

        Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(Limit);
        text.ShouldStartWith("line 0\nline 1\n");
        text.ShouldContain("characters are left out: the log is longer than 100000 bytes");
        text.ShouldEndWith("line 99999\n");
    }

    [Fact]
    public void an_error_message_does_not_drown_in_other_output()
    {
        _log.Add(new string('x', Limit) + "\n");
        _log.Add("Traceback: boom\n", isError: true);
        _log.Add(new string('y', Limit) + "\n");
        _log.Close();

        string.Concat(_log.Peek(100).Select(chunk => chunk.Text)).ShouldEndWith("yyy\nTraceback: boom\n");
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(Limit)]
    public void a_flood_of_wide_characters_stays_within_the_bytes(int limit)
    {
        var log = new StreamLog(LogStream.Scoring, limit);
        for (var line = 0; line < 10_000; line++)
        {
            log.Add("漢字😀漢字\n", isError: line % 2 == 0);
        }

        log.Close();

        Encoding.UTF8.GetByteCount(string.Concat(log.Peek(100).Select(chunk => chunk.Text))).ShouldBeInRange(limit / 4, limit);
    }

    [Fact]
    public void a_log_that_just_fits_has_no_marker()
    {
        var text = new string('x', Limit - 26_000);
        _log.Add(text);
        _log.Close();

        string.Concat(_log.Peek(100).Select(chunk => chunk.Text)).ShouldBe(text);
    }

    [Fact]
    public void nothing_is_added_after_the_end()
    {
        _log.Add("a");
        _log.Close();
        _log.Add("b");
        _log.Close();

        _log.Peek(8).Single().Text.ShouldBe("a");
    }
}
