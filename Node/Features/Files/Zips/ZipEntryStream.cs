using System.IO.Compression;

namespace Agon.Node.Features.Files.Zips;

/// <summary>Unpacks one entry: never more than its declared size, and complains if its bytes, length or checksum are not as declared.</summary>
internal sealed class ZipEntryStream : Stream
{
    private readonly Stream _unpacked;
    private readonly ZipEntry _entry;
    private uint _crc = Crc32.Start;
    private long _position;
    private bool _isVerified;

    public ZipEntryStream(Stream archive, long start, ZipEntry entry)
    {
        _entry = entry;
        var packed = new StreamSlice(archive, start, entry.PackedBytes);
        _unpacked = entry.Method == ZipEntry.Deflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => _entry.Bytes;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var wanted = Wanted(buffer.Length);
        var read = 0;
        try
        {
            read = wanted > 0 ? _unpacked.Read(buffer[..wanted]) : 0;
        }
        catch (InvalidDataException)
        {
            throw new ZipDamagedException(_entry.Path);
        }

        Take(buffer[..read], wanted);
        if (_position == _entry.Bytes && !_isVerified)
        {
            Span<byte> more = stackalloc byte[1];
            Verify(_unpacked.Read(more));
        }

        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = Wanted(buffer.Length);
        var read = 0;
        try
        {
            read = wanted > 0 ? await _unpacked.ReadAsync(buffer[..wanted], cancellationToken) : 0;
            Take(buffer.Span[..read], wanted);
            if (_position == _entry.Bytes && !_isVerified)
            {
                Verify(await _unpacked.ReadAsync(new byte[1], cancellationToken));
            }
        }
        catch (InvalidDataException)
        {
            throw new ZipDamagedException(_entry.Path);
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Wanted(int space) => (int)Math.Min(space, _entry.Bytes - _position);

    private void Take(ReadOnlySpan<byte> bytes, int wanted)
    {
        if (bytes.IsEmpty && wanted > 0)
        {
            throw new ZipDamagedException(_entry.Path);
        }

        _crc = Crc32.Append(_crc, bytes);
        _position += bytes.Length;
    }

    private void Verify(int more)
    {
        _isVerified = true;
        if (more > 0 || Crc32.End(_crc) != _entry.Crc32)
        {
            throw new ZipDamagedException(_entry.Path);
        }
    }
}
