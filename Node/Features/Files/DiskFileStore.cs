using System.Buffers;

namespace Agon.Node.Features.Files;

/// <summary>
/// Keeps blobs as files, <c>blobs/ab/cd/abcd…</c>. A blob appears by renaming a whole, flushed file, so whatever kills the process leaves
/// either no blob or a whole one, and at most a leftover in <c>uploads/</c>.
/// </summary>
internal sealed class DiskFileStore(string directory, TimeProvider clock) : IFileStore
{
    private const int DigestLength = 64;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private readonly string _blobs = Directory.CreateDirectory(Path.Combine(directory, "blobs")).FullName;
    private readonly string _uploads = Directory.CreateDirectory(Path.Combine(directory, "uploads")).FullName;

    // A blob found old is not deleted while it is being kept anew.
    private readonly Lock _keeping = new();

    public BlobWriter Begin(long maxBytes) => new(NewUploadPath(), maxBytes, KeepAsync);

    public Task<Stream?> OpenAsync(string sha256, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var path = PathOf(sha256);
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 64 * 1024, useAsync: true));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public IEnumerable<string> KeptBefore(DateTimeOffset moment) =>
        new DirectoryInfo(_blobs).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => IsDigest(f.Name) && f.LastWriteTimeUtc < moment).Select(f => f.Name);

    public Task<bool> DeleteAsync(string sha256, DateTimeOffset keptBefore, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var file = new FileInfo(PathOf(sha256));
        lock (_keeping)
        {
            var isDeleted = file.Exists && file.LastWriteTimeUtc < keptBefore;
            if (isDeleted)
            {
                file.Delete();
            }

            return Task.FromResult(isDeleted);
        }
    }

    public Stream OpenScratch() => new FileStream(
        NewUploadPath(), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <summary>Removes what interrupted uploads left behind; files being written now are locked by their writers and stay.</summary>
    public int RemoveLeftovers()
    {
        var removed = 0;
        foreach (var path in Directory.EnumerateFiles(_uploads))
        {
            try
            {
                using var leftover = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
                removed++;
            }
            catch (IOException)
            {
                // Somebody is writing it, or it has just been completed.
            }
        }

        return removed;
    }

    private Task KeepAsync(string temporaryFile, StoredBlob blob, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var path = PathOf(blob.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.SetLastWriteTimeUtc(temporaryFile, clock.GetUtcNow().UtcDateTime);
        lock (_keeping)
        {
            File.Move(temporaryFile, path, overwrite: true);
        }

        return Task.CompletedTask;
    }

    private string PathOf(string sha256)
    {
        if (!IsDigest(sha256))
        {
            throw new ArgumentException("A digest is 64 lower-case hexadecimal digits.", nameof(sha256));
        }

        return Path.Combine(_blobs, sha256[..2], sha256[2..4], sha256);
    }

    private static bool IsDigest(string text) => text.Length == DigestLength && !text.AsSpan().ContainsAnyExcept(Hexadecimal);

    private string NewUploadPath() => Path.Combine(_uploads, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
}
