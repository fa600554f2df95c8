using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Stores every file and folder a manifest names: a file as it is, a folder as a zip of its content; each path once.</summary>
internal sealed class StoreBundleParts(IFileStore files)
{
    public async Task<IReadOnlyDictionary<string, StoredPart>> ExecuteAsync(BundleContent content, ImportProgress progress, CancellationToken ct)
    {
        var paths = References(content.Manifest).Select(PathOf).Distinct(StringComparer.Ordinal).ToList();
        var total = paths.Sum(p => Entries(content, p).Sum(e => e.Entry.Bytes));
        var parts = new Dictionary<string, StoredPart>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            await progress.StepAsync($"Storing {ShortName(path)} ({parts.Count + 1} of {paths.Count})", total);
            parts[path] = await StoreAsync(content, path, progress, ct);
        }

        return parts;
    }

    /// <summary>The path under which a reference's part is found.</summary>
    public static string PathOf(PathReference reference) => BundleTree.Normalize(reference.Path)!;

    private async Task<StoredPart> StoreAsync(BundleContent content, string path, ImportProgress progress, CancellationToken ct)
    {
        // What is unpacked was bounded when the archive was read; a zip made of it is hardly larger.
        await using var writer = files.Begin(long.MaxValue);
        if (content.Tree.File(path) is { } file)
        {
            await using var from = await content.Zip.OpenAsync(file, ct);
            await WriteZip.CopyAsync(from, writer, progress.AddAsync, ct);
            return new StoredPart(await writer.CompleteAsync(ct), UploadFileName.Clean(path, "file"));
        }

        await WriteZip.ToAsync(writer, content.Tree.FilesIn(path), content.Zip, progress.AddAsync, ct);
        return new StoredPart(await writer.CompleteAsync(ct), UploadFileName.Clean($"{path}.zip", "folder.zip"));
    }

    private static IReadOnlyList<(string Path, ZipEntry Entry)> Entries(BundleContent content, string path) =>
        content.Tree.File(path) is { } file ? [(path, file)] : content.Tree.FilesIn(path);

    private static string ShortName(string path) => path.Length <= 80 ? path : $"…{path[^79..]}";

    private static IEnumerable<PathReference> References(BundleManifest manifest) =>
        ((IEnumerable<PathReference?>)[
            manifest.Image,
            .. manifest.Tasks.SelectMany(t => new[] { t.ScoringProgram, t.IngestionProgram, t.InputData, t.ReferenceData }),
            .. manifest.Solutions.Select(s => s.File),
            .. manifest.Phases.SelectMany(p => new[] { p.StartingKit, p.PublicData }),
        ]).OfType<PathReference>();
}

/// <summary>A part of a bundle in the store, and the name it is downloaded under.</summary>
internal sealed record StoredPart(StoredBlob Blob, string Name);
