using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;
using Agon.Portal.Images;
using Agon.Portal.Text;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Looks at every file and folder a manifest names: is it there, and is it fit for its use.</summary>
internal sealed class CheckFiles(IScratch room, ZipFile zip, BundleTree tree, ZipLimits limits, BundleProblems problems)
{
    /// <summary>What pages of CodaLab write for the address of their files.</summary>
    private const string AssetBase = "{{ASSET_BASE_URL}}";

    private const int MaxTextBytes = 1_000_000, MaxImageBytes = 5_000_000, MaxImageSide = 8_000, MostProposals = 20;

    /// <summary>Terms and pages together, each counted as often as it is named: so often it is stored.</summary>
    private const long MaxTextsBytes = 20_000_000;

    /// <summary>Programs and data packed inside the bundle are looked into up to this size; larger ones show at their first run.</summary>
    private const long MaxNestedBytes = 100_000_000;

    private readonly Dictionary<(string, PathUse), bool> _done = [];
    private long _textBytes;
    private int _missing;

    /// <summary>The content of every text that was named, by path.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    public async Task CheckAsync(PathReference reference, PathUse use, string key, string manifest, CancellationToken ct)
    {
        if (Resolve(reference, use, key, manifest) is not { } path || !HasRoom(path, reference.Place, use, key, manifest) || !_done.TryAdd((path, use), true))
        {
            return;
        }

        try
        {
            await CheckAsync(path, reference.Place, use, key, manifest, ct);
        }
        catch (ZipDamagedException)
        {
            problems.Error(path, null, $"{path} is damaged inside the bundle.", "Make the zip again and upload it anew.");
        }
    }

    private bool HasRoom(string path, YamlPlace place, PathUse use, string key, string manifest)
    {
        if (use != PathUse.Text || _textBytes > MaxTextsBytes)
        {
            return use != PathUse.Text;
        }

        _textBytes += tree.File(path)?.Bytes ?? 0;
        if (_textBytes <= MaxTextsBytes)
        {
            return true;
        }

        problems.Error(manifest, place, Sentence($"{key} is one text too many: terms and pages together have more than {Bytes.Words(MaxTextsBytes)}."), "Shorten them, or let people download a file instead.");
        return false;
    }

    private Task CheckAsync(string path, YamlPlace place, PathUse use, string key, string manifest, CancellationToken ct)
    {
        if (tree.File(path) is not { } file)
        {
            return CheckFolder(path, place, use, key, manifest);
        }

        return use switch
        {
            PathUse.Text => CheckTextAsync(path, file, ct),
            PathUse.Image => CheckImageAsync(path, file, ct),
            PathUse.Download => Task.CompletedTask,
            _ => CheckNestedAsync(path, file, place, use, key, manifest, ct),
        };
    }

    /// <summary>Where a reference leads, if anywhere; complains otherwise.</summary>
    private string? Resolve(PathReference reference, PathUse use, string key, string manifest)
    {
        var (written, place) = (reference.Path, reference.Place);
        if (BundleTree.Normalize(written) is not { } path)
        {
            problems.Error(manifest, place, Sentence($"{key} is \"{ManifestMessages.Short(written)}\", which leads out of the bundle."), "Write the path of a file in the bundle, relative to competition.yaml.");
            return null;
        }

        if (tree.File(path) is not null || tree.IsFolder(path))
        {
            return path;
        }

        if (use is not (PathUse.Text or PathUse.Image) && Guid.TryParse(path, out _))
        {
            problems.Error(manifest, place, Sentence($"{key} refers to a file that is kept on another site, by its key."), "Put the file into the bundle and write its path: export the bundle \"with files\".");
            return null;
        }

        // Comparing with every path is slow, and somebody who misses twenty files knows why.
        var hint = _missing++ >= MostProposals ? null
            : tree.Paths.FirstOrDefault(p => string.Equals(p, path, StringComparison.OrdinalIgnoreCase)) ?? Spelling.Nearest(path, tree.Paths);
        problems.Error(manifest, place, Sentence($"{key} is \"{ManifestMessages.Short(written)}\", which is not in the bundle."), hint is null ? "Add the file, or mend the path." : $"Did you mean {hint}? Upper and lower case matter.");
        return null;
    }

    private Task CheckFolder(string path, YamlPlace place, PathUse use, string key, string manifest)
    {
        var content = tree.FilesIn(path);
        if (use is PathUse.Text or PathUse.Image)
        {
            problems.Error(manifest, place, Sentence($"{key} is \"{path}\", a folder; a file is expected."), "Write the path of the file.");
        }
        else if (content is [])
        {
            problems.Error(manifest, place, Sentence($"{key} is \"{path}\", an empty folder."), "Put the files into it.");
        }
        else if (use == PathUse.Program)
        {
            CheckMetadata(path, content.Select(f => f.Path));
        }

        return Task.CompletedTask;
    }

    private async Task CheckTextAsync(string path, ZipEntry file, CancellationToken ct)
    {
        if (await ReadAsync(path, file, MaxTextBytes, ct) is not { } bytes)
        {
            return;
        }

        var (text, isUtf8) = BundleText.Decode(bytes);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            problems.Error(path, null, $"{path} is not a text.", "Write Markdown or HTML, saved as UTF-8.");
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            problems.Error(path, null, $"{path} is empty.", "Write something in it.");
        }
        else
        {
            Texts[path] = text;
            WarnOfAssets(path, text);
            if (!isUtf8)
            {
                var place = new YamlPlace(BundleText.FirstBadLine(bytes), 1);
                problems.Warn(path, place, $"{path} is not saved as UTF-8; it was read as a Windows text.", "If letters look wrong, save it as UTF-8.");
            }
        }
    }

    private void WarnOfAssets(string path, string text)
    {
        var at = text.IndexOf(AssetBase, StringComparison.Ordinal);
        if (at >= 0)
        {
            var line = text.AsSpan(0, at).Count('\n') + 1;
            problems.Warn(path, new YamlPlace(line, at - text.LastIndexOf('\n', at)), $"{path} shows files of the folder assets, which are not published yet.", $"Put them on the web, and write their addresses instead of {AssetBase}.");
        }
    }

    private async Task CheckImageAsync(string path, ZipEntry file, CancellationToken ct)
    {
        if (await ReadAsync(path, file, MaxImageBytes, ct) is not { } bytes)
        {
            return;
        }

        if (ImageKind.Of(bytes.AsSpan(0, Math.Min(bytes.Length, ImageKind.HeaderBytes))) is not { } image)
        {
            problems.Error(path, null, $"{path} is not an image that every browser shows.", "Save it as PNG, JPEG, GIF or WebP; renaming is not enough.");
        }
        else if (image.Width > MaxImageSide || image.Height > MaxImageSide)
        {
            problems.Error(path, null, $"{path} has {image.Width} × {image.Height} pixels; at most {MaxImageSide} in each direction are possible.", "Make it smaller; 600 × 600 is plenty.");
        }
    }

    private async Task CheckNestedAsync(string path, ZipEntry file, YamlPlace place, PathUse use, string key, string manifest, CancellationToken ct)
    {
        if (file.Bytes > MaxNestedBytes)
        {
            return;
        }

        await using var content = await zip.OpenAsync(file, ct);
        await using var scratch = room.OpenScratch();
        await content.CopyToAsync(scratch, ct);
        var nested = await ZipFile.ReadAsync(scratch, limits, ct);
        if (nested.Problems is [{ Code: ZipProblemCode.NotAZip }, ..])
        {
            problems.Error(manifest, place, Sentence($"{key} is \"{path}\", which is neither a folder nor a zip."), "Put the file into a folder, and write the folder's path.");
            return;
        }

        foreach (var problem in nested.Problems.Where(p => !p.IsWarning))
        {
            problems.Error(path, null, $"Inside {path}: {problem.Message}", problem.Hint);
        }

        if (use == PathUse.Program && nested.IsUsable)
        {
            CheckMetadata(path, nested.Entries.Where(e => !e.IsFolder && !BundleTree.IsJunk(e.Path)).Select(e => e.Path));
        }
    }

    private void CheckMetadata(string path, IEnumerable<string> paths)
    {
        var all = paths.ToList();
        if (!all.Exists(IsMetadata))
        {
            var deeper = all.Find(p => IsMetadata(p[(p.IndexOf('/', StringComparison.Ordinal) + 1)..]));
            problems.Warn(path, null, $"{path} has no metadata.yaml at its root, so nobody knows which command to run: every run would fail.",
                deeper is null ? "Add a file metadata.yaml with a line like \"command: python3 $program/score.py $input $output\"." : $"There is {deeper}: leave the folder around it out.");
        }
    }

    private static bool IsMetadata(string path) => path is "metadata.yaml" or "metadata";

    private async Task<byte[]?> ReadAsync(string path, ZipEntry file, int maxBytes, CancellationToken ct)
    {
        if (file.Bytes > maxBytes)
        {
            problems.Error(path, null, $"{path} has {Bytes.Words(file.Bytes)}; at most {Bytes.Words(maxBytes)} are possible.", "Make it smaller.");
            return null;
        }

        await using var content = await zip.OpenAsync(file, ct);
        var bytes = new byte[file.Bytes];
        await content.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private static string Sentence(string message) => $"{char.ToUpperInvariant(message[0])}{message[1..]}";
}
