namespace Agon.Node.Worker.Containers;

/// <summary>
/// Says which local image stands in for a named one that is not on this worker. A pattern is a whole name, or ends in <c>*</c>;
/// the longest that fits wins, the operator's before the built-in; an empty target means "no stand-in".
/// </summary>
internal sealed class ImageMap
{
    private readonly (string Pattern, string Target)[] _entries;

    public ImageMap(string runtimeImage, IEnumerable<KeyValuePair<string, string>> operators)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal) { ["codalab/*"] = runtimeImage };
        foreach (var (pattern, target) in operators)
        {
            entries[ImageName.Short(pattern)] = target;
        }

        _entries = [.. entries.Select(entry => (entry.Key, entry.Value)).OrderByDescending(entry => entry.Key.Length)];
    }

    /// <summary>Reads <c>Worker:Images</c>: names hold colons, which the configuration splits, so the leaves are joined again.</summary>
    public static ImageMap From(WorkerOptions options, IConfigurationSection images)
    {
        var entries = images.AsEnumerable(makePathsRelative: true)
            .Where(entry => entry.Key.Length > 0 && entry.Value is not null)
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value!.Trim()))
            .ToList();

        if (entries.FirstOrDefault(entry => entry.Value.Length > 0 && !ImageName.IsValid(entry.Value)) is { Key: not null } wrong)
        {
            throw new WorkerStartException($"Worker:Images:{wrong.Key} is '{wrong.Value}', which is not the name of an image.");
        }

        return new ImageMap(options.RuntimeImage, entries);
    }

    /// <summary>The stand-in for an image, or null.</summary>
    public string? Find(string name)
    {
        var wanted = ImageName.Short(name);
        var target = _entries.FirstOrDefault(entry => Fits(entry.Pattern, wanted)).Target;
        return target is { Length: > 0 } && target != name ? target : null;
    }

    private static bool Fits(string pattern, string name) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;
}
