namespace Agon.Node.Features.Files.Zips;

/// <summary>Reads a part of a seekable stream, which stays open; several slices may take turns.</summary>
internal sealed class StreamSlice(Stream whole, long start, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var wanted = Prepare(buffer.Length);
        var read = wanted > 0 ? whole.Read(buffer[..wanted]) : 0;
        _position += read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = Prepare(buffer.Length);
        var read = wanted > 0 ? await whole.ReadAsync(buffer[..wanted], cancellationToken) : 0;
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Prepare(int space)
    {
        var wanted = (int)Math.Clamp(length - _position, 0, space);
        whole.Position = start + _position;
        return wanted;
    }
}
