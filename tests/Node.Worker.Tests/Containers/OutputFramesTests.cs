using System.Text;
using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Tests.Containers;

public sealed class OutputFramesTests
{
    [Fact]
    public async Task streams_are_told_apart()
    {
        var (output, error) = await ReadAsync([1, 0, 0, 0, 0, 0, 0, 2, .. "ab"u8, 2, 0, 0, 0, 0, 0, 0, 1, .. "!"u8, 0, 0, 0, 0, 0, 0, 0, 1, .. "c"u8]);

        output.ShouldBe("abc");
        error.ShouldBe("!");
    }

    [Fact]
    public async Task frames_may_arrive_byte_by_byte()
    {
        var (output, _) = await ReadAsync([1, 0, 0, 0, 0, 0, 0, 3, .. "abc"u8, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, .. "d"u8], piece: 1);

        output.ShouldBe("abcd");
    }

    [Fact]
    public async Task a_frame_that_claims_to_be_huge_is_never_held_whole()
    {
        var largest = 0;
        byte[] frame = [1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, .. new byte[100_000]];

        await OutputFrames.ReadAsync(new MemoryStream(frame), (_, bytes) => largest = Math.Max(largest, bytes.Length), TestContext.Current.CancellationToken);

        largest.ShouldBeLessThanOrEqualTo(16 * 1024);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 9, 65 })]
    public async Task a_stream_that_breaks_off_just_ends(byte[] bytes) => (await ReadAsync(bytes)).Output.Length.ShouldBeLessThanOrEqualTo(1);

    [Theory]
    [InlineData(new byte[] { 72, 84, 84, 80, 47, 49, 46, 49 })]
    [InlineData(new byte[] { 1, 1, 0, 0, 0, 0, 0, 1 })]
    public async Task something_else_than_frames_is_refused(byte[] bytes) => await Should.ThrowAsync<EngineException>(() => ReadAsync(bytes));

    private static async Task<(string Output, string Error)> ReadAsync(byte[] bytes, int piece = int.MaxValue)
    {
        var (output, error) = (new StringBuilder(), new StringBuilder());
        await using var stream = new SlowStream(bytes, piece);
        await OutputFrames.ReadAsync(stream, (isError, part) => (isError ? error : output).Append(Encoding.UTF8.GetString(part)), TestContext.Current.CancellationToken);
        return (output.ToString(), error.ToString());
    }

    private sealed class SlowStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}
