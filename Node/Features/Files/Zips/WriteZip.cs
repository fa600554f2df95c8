using System.IO.Compression;

namespace Agon.Node.Features.Files.Zips;

/// <summary>
/// Writes files into a zip that depends on nothing but their paths, contents and whether they can be executed: the same folder gives
/// the same bytes, so it is stored once.
/// </summary>
internal static class WriteZip
{
    private const int RegularFile = 0x8000, OwnerWrites = 0b110_100_100, OwnerExecutes = 0b111_101_101;

    // The first moment the format knows.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="target">Where to write; needs no seeking.</param>
    /// <param name="files">Path in the zip and where it comes from; written in the order of the paths.</param>
    /// <param name="source">The archive the entries are in.</param>
    /// <param name="progress">Told the bytes read, piece by piece.</param>
    /// <param name="ct">Stops half-way.</param>
    public static async Task ToAsync(
        Stream target, IEnumerable<(string Path, ZipEntry Entry)> files, ZipFile source, Func<long, ValueTask> progress, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        foreach (var (path, entry) in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            var copy = zip.CreateEntry(path, CompressionLevel.Fastest);
            copy.LastWriteTime = Epoch;
            copy.ExternalAttributes = (RegularFile | (entry.IsExecutable ? OwnerExecutes : OwnerWrites)) << 16;
            await using var from = await source.OpenAsync(entry, ct);
            await using var to = await copy.OpenAsync(ct);
            await CopyAsync(from, to, progress, ct);
        }
    }

    /// <summary>Copies a stream, telling how far it is.</summary>
    public static async Task CopyAsync(Stream from, Stream to, Func<long, ValueTask> progress, CancellationToken ct)
    {
        var buffer = new byte[128 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
            await progress(read);
        }
    }
}
