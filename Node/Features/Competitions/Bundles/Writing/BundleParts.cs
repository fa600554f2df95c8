using Agon.Node.Features.Files;

namespace Agon.Node.Features.Competitions.Bundles.Writing;

/// <summary>Names the files of a bundle that is being written: each file once, under the name it came with as far as that is free.</summary>
internal sealed class BundleParts
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { "competition.yaml" };

    /// <summary>What to copy from the store: path in the zip and file, in the order they were named.</summary>
    public List<(string Path, StoredFile File)> Files { get; } = [];

    /// <summary>What to write: path in the zip and text.</summary>
    public List<(string Path, string Text)> Texts { get; } = [];

    /// <summary>The place of a file in the bundle.</summary>
    public PathReference Add(StoredFile file)
    {
        // Names differ, and names are kept: the same bytes may go by two.
        var identity = $"{file.Sha256}/{file.Name}";
        if (!_paths.TryGetValue(identity, out var path))
        {
            path = _paths[identity] = Free(file.Name);
            Files.Add((path, file));
        }

        return new PathReference(path, default);
    }

    public PathReference? AddIfAny(StoredFile? file) => file is null ? null : Add(file);

    /// <summary>The place of a text in the bundle.</summary>
    public PathReference Add(string name, string text)
    {
        var path = Free(name);
        Texts.Add((path, text));
        return new PathReference(path, default);
    }

    // What a name may not have as a path in a zip, and what readers drop as litter of some system.
    private string Free(string name)
    {
        var clean = new string([.. name.Select(c => c is '/' or '\\' or ':' ? '_' : c)]).TrimStart('.');
        clean = clean.Length == 0 || clean.StartsWith("__MACOSX", StringComparison.OrdinalIgnoreCase) || clean.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) ? $"file-{clean}" : clean;
        var (stem, extension) = (Path.GetFileNameWithoutExtension(clean), Path.GetExtension(clean));
        var path = clean;
        for (var number = 2; !_taken.Add(path); number++)
        {
            path = $"{stem}-{number}{extension}";
        }

        return path;
    }
}
