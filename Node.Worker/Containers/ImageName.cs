using System.Text.RegularExpressions;

namespace Agon.Node.Worker.Containers;

/// <summary>Judges names of images, which organizers write, before they become part of a path on the engine's API.</summary>
internal static partial class ImageName
{
    public const int MaxLength = 300;

    public static bool IsValid(string? name) => name is { Length: > 0 and <= MaxLength } && Pattern.IsMatch(name);

    /// <summary>The name with <c>:latest</c> when it has neither tag nor digest: a pull without one would fetch every tag there is.</summary>
    public static string WithTag(string name)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        return last.Contains(':', StringComparison.Ordinal) || last.Contains('@', StringComparison.Ordinal) ? name : name + ":latest";
    }

    /// <summary>The name without the public registry's own prefix, as people usually write it.</summary>
    public static string Short(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["docker.io/", "index.docker.io/"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return name[prefix.Length..];
            }
        }

        return name;
    }

    /// <summary>Whether the name begins with the host of a registry, by the rule of the engines: a dot, a colon or a capital before the first slash.</summary>
    public static bool NamesHost(string name)
    {
        var first = name[..Math.Max(0, name.IndexOf('/', StringComparison.Ordinal))];
        return first is "localhost" || first.Any(letter => letter is '.' or ':' or (>= 'A' and <= 'Z'));
    }

    // host[:port]/path/path:tag@digest, as the distribution specification defines it.
    [GeneratedRegex(
        @"^([a-zA-Z0-9][a-zA-Z0-9.-]*(:[0-9]{1,5})?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[a-f0-9]{64})?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern { get; }
}
