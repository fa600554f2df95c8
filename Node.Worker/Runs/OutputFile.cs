using System.IO.Compression;
using System.Security.Cryptography;

namespace Agon.Node.Worker.Runs;

/// <summary>A file ready to be sent to the node.</summary>
internal sealed record OutputFile(string Name, string Path, string ContentType, string Sha256)
{
    // What a zip can say about time.
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2107, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static async Task<OutputFile> OfAsync(string name, string path, string contentType, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        return new OutputFile(name, path, contentType, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)));
    }

    /// <summary>Zips a directory that was tidied before: files only, in a stable order.</summary>
    public static async Task<OutputFile> ZipAsync(string name, string directory, string path, CancellationToken ct)
    {
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write))
        await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            foreach (var source in Directory.EnumerateFiles(directory, "*", WrittenFile.Everywhere).Order(StringComparer.Ordinal))
            {
                await AddAsync(zip, directory, source, ct);
            }
        }

        return await OfAsync(name, path, "application/zip", ct);
    }

    private static async Task AddAsync(ZipArchive zip, string directory, string source, CancellationToken ct)
    {
        var entry = zip.CreateEntry(System.IO.Path.GetRelativePath(directory, source), CompressionLevel.Fastest);
        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(source), TimeSpan.Zero);
        entry.LastWriteTime = written < Earliest ? Earliest : written > Latest ? Latest : written;

        await using var from = WrittenFile.Open(directory, source);
        await using var to = await entry.OpenAsync(ct);
        await from.CopyToAsync(to, ct);
    }
}
