using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Agon.Node.Worker.Tests.Fakes;

/// <summary>A container of the fake engine, as the program in it sees it.</summary>
internal sealed class FakeContainer(string id, string name, JsonElement spec)
{
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public string Name => name;

    public JsonElement Spec => spec;

    public Channel<byte[]> Frames { get; } = Channel.CreateUnbounded<byte[]>();

    public TaskCompletionSource<int> Exit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOutOfMemory { get; set; }

    /// <summary>Ends when the engine kills it.</summary>
    public Task Killed => _killed.Task;

    public IReadOnlyList<string> Command => [.. spec.GetProperty("Cmd").EnumerateArray().Select(word => word.GetString()!)];

    public JsonElement Host => spec.GetProperty("HostConfig");

    public IReadOnlyList<string> Binds => [.. Host.GetProperty(nameof(Binds)).EnumerateArray().Select(bind => bind.GetString()!)];

    public bool HasLabel(string label, string value) => spec.GetProperty("Labels").GetProperty(label).GetString() == value;

    /// <summary>The path on the host of a path inside.</summary>
    public string Path(string inside)
    {
        var bind = Binds.Select(bind => bind.Split(':')).Where(bind => inside == bind[1] || inside.StartsWith(bind[1] + "/", StringComparison.Ordinal)).MaxBy(bind => bind[1].Length)
            ?? throw new FileNotFoundException($"{inside} is not in the container");
        return bind[0] + inside[bind[1].Length..];
    }

    public bool Sees(string inside) => Binds.Any(bind => bind.Split(':')[1] == inside);

    public void Write(string text, bool isError = false) => Write(Encoding.UTF8.GetBytes(text), isError);

    public void Write(byte[] bytes, bool isError = false)
    {
        var frame = new byte[8 + bytes.Length];
        frame[0] = (byte)(isError ? 2 : 1);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)bytes.Length);
        bytes.CopyTo(frame, 8);
        Frames.Writer.TryWrite(frame);
    }

    public void Kill()
    {
        _killed.TrySetResult();
        End(137);
    }

    public void End(int exitCode)
    {
        Exit.TrySetResult(exitCode);
        Frames.Writer.TryComplete();
    }
}
