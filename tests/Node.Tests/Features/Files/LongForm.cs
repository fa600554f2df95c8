using System.Text;

namespace Agon.Node.Tests.Features.Files;

/// <summary>A form whose file is zeros without end, made while it is read, and the largest piece anybody asked for at once.</summary>
internal sealed class LongForm(string head, long zeros, string tail) : Stream
{
    private readonly byte[] _head = Encoding.UTF8.GetBytes(head), _tail = Encoding.UTF8.GetBytes(tail);
    private long _position;

    public int LargestRead { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => _head.Length + zeros + _tail.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        LargestRead = Math.Max(LargestRead, buffer.Length);
        var read = Zeros(buffer);
        while (read < buffer.Length && _position < Length)
        {
            buffer[read++] = At(_position++);
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Zeros(Span<byte> buffer)
    {
        if (_position < _head.Length)
        {
            return 0;
        }

        var count = (int)Math.Clamp(_head.Length + zeros - _position, 0, buffer.Length);
        buffer[..count].Clear();
        _position += count;
        return count;
    }

    private byte At(long position) =>
        position < _head.Length ? _head[position] : position < _head.Length + zeros ? (byte)0 : _tail[position - _head.Length - zeros];
}

/// <summary>A connection that is broken.</summary>
internal sealed class Unreadable : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new IOException("The connection was reset.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
