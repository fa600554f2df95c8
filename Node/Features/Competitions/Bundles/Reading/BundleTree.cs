using Agon.Node.Features.Files.Zips;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>
/// The files of a bundle as its manifest sees them: what operating systems leave in archives is not there, and one folder around
/// everything is looked through.
/// </summary>
internal sealed class BundleTree
{
    private static readonly string[] Names = ["competition.yaml", "competition.yml"];
    private static readonly string[] Junk = [".DS_Store", "Thumbs.db", "desktop.ini"];

    private readonly Dictionary<string, ZipEntry> _files;
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    public BundleTree(IEnumerable<ZipEntry> entries)
    {
        var useful = entries.Where(e => !IsJunk(e.Path)).ToList();
        var root = Root(useful);
        _files = useful.Where(e => !e.IsFolder && e.Path.StartsWith(root, StringComparison.Ordinal))
            .GroupBy(e => e.Path[root.Length..], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        foreach (var path in _files.Keys.Concat(useful.Where(e => e.IsFolder && e.Path.StartsWith(root, StringComparison.Ordinal)).Select(e => $"{e.Path[root.Length..]}/")))
        {
            for (var slash = path.LastIndexOf('/'); slash > 0 && _folders.Add(path[..slash]);)
            {
                slash = path.LastIndexOf('/', slash - 1);
            }
        }

        Manifest = _files.Keys.FirstOrDefault(p => Names.Contains(p)) ?? _files.Keys.FirstOrDefault(p => Names.Contains(p, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The manifest's path, or null if there is none where it belongs.</summary>
    public string? Manifest { get; }

    /// <summary>Manifests in folders that are not looked into.</summary>
    public IEnumerable<string> Misplaced => _files.Keys.Where(p => Names.Contains(p[(p.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase));

    public IEnumerable<string> Paths => _files.Keys.Concat(_folders);

    public bool IsEmpty => _files.Count == 0;

    public ZipEntry? File(string path) => _files.GetValueOrDefault(path);

    public bool IsFolder(string path) => _folders.Contains(path);

    /// <summary>The files in a folder and below, with their paths in it.</summary>
    public IReadOnlyList<(string Path, ZipEntry Entry)> FilesIn(string folder) =>
    [
        .. _files.Where(f => f.Key.StartsWith($"{folder}/", StringComparison.Ordinal)).Select(f => (f.Key[(folder.Length + 1)..], f.Value)),
    ];

    /// <summary>A path as manifests write it, as the tree knows it: no dots, no slash at the end. Null: it leads elsewhere.</summary>
    public static string? Normalize(string path)
    {
        var parts = path.Replace('\\', '/').TrimEnd('/').Split('/').Where(p => p != ".").ToList();
        return parts is [] || path.StartsWith('/') || parts.Exists(p => p is ".." or "") ? null : string.Join('/', parts);
    }

    public static bool IsJunk(string path) =>
        path == "__MACOSX" || path.StartsWith("__MACOSX/", StringComparison.Ordinal) || Junk.Contains(path[(path.LastIndexOf('/') + 1)..]);

    private static string Root(List<ZipEntry> entries)
    {
        if (entries.Exists(e => Names.Contains(e.Path, StringComparer.OrdinalIgnoreCase)))
        {
            return "";
        }

        var tops = entries.Select(e => e.Path.Split('/')[0]).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return tops is [var only] && entries.Exists(e => Names.Contains(e.Path[Math.Min(e.Path.Length, only.Length + 1)..], StringComparer.OrdinalIgnoreCase))
            ? $"{only}/"
            : "";
    }
}
