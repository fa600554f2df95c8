using System.Security.Cryptography;

namespace Agon.Node.Features.Files;

/// <summary>
/// Writes one blob: bytes go to a temporary file and are hashed on the way; <see cref="CompleteAsync"/> flushes them to the disk and hands
/// the file to the store in one step; a power cut right after may still forget its new name, then the blob is sent again. Disposed before that, it leaves nothing.
/// </summary>
internal sealed class BlobWriter : Stream
{
    private const int BufferBytes = 128 * 1024;

    private readonly FileStream _file;
    private readonly long _maxBytes;
    private readonly Func<string, StoredBlob, CancellationToken, Task> _keep;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _written;
    private bool _disposed;

    /// <param name="temporaryFile">Where to write until it is whole; must not exist.</param>
    /// <param name="maxBytes">How much may be written.</param>
    /// <param name="keep">Takes the whole file over: moves or copies it to where the blob belongs.</param>
    public BlobWriter(string temporaryFile, long maxBytes, Func<string, StoredBlob, CancellationToken, Task> keep)
    {
        _maxBytes = maxBytes;
        _keep = keep;
        // Open (and so locked) until it is kept: a sweep for leftovers passes over it, and it may be renamed meanwhile.
        _file = new FileStream(temporaryFile, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, BufferBytes, useAsync: true);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => !_disposed;
    public override long Length => _written;

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    /// <summary>How much may be written in total.</summary>
    public long MaxBytes => _maxBytes;

    /// <summary>How much more may be written.</summary>
    public long Remaining => _maxBytes - _written;

    /// <summary>The digest of what has been written so far.</summary>
    public string Digest() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Makes what was written a blob. Afterwards the writer can only be disposed.</summary>
    public async Task<StoredBlob> CompleteAsync(CancellationToken ct)
    {
        var blob = new StoredBlob(Digest(), _written);
        await _file.FlushAsync(ct);
        RandomAccess.FlushToDisk(_file.SafeFileHandle);
        await _keep(_file.Name, blob, ct);
        return blob;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count(buffer.Span);
        await _file.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Count(buffer);
        _file.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            // Deleted while still locked; after it was kept there is nothing at this name any more.
            File.Delete(_file.Name);
            _file.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Remaining)
        {
            throw new BlobTooLargeException(_maxBytes);
        }

        _written += bytes.Length;
        _hash.AppendData(bytes);
    }
}
