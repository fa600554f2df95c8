using System.Text.RegularExpressions;

namespace Agon.Node.Worker.Containers;

/// <summary>
/// Says which images may be pulled: <c>Worker:PullFrom</c>, whole names or beginnings that end in <c>*</c>. Organizers write the names, so
/// a name decides which machine the engine calls; only a pattern that spells out a host lets that host be called.
/// </summary>
internal static partial class PullPolicy
{
    public const string Default = "*";

    private static readonly char[] Between = [' ', ',', '\t', '\n', '\r'];

    public static bool Allows(string patterns, string name)
    {
        var wanted = ImageName.Short(name);
        return Split(patterns).Any(pattern => Fits(ImageName.Short(pattern), wanted));
    }

    /// <summary>The first pattern that is none, or null.</summary>
    public static string? FirstWrong(string patterns) => Split(patterns).FirstOrDefault(pattern => !Pattern.IsMatch(pattern));

    private static string[] Split(string patterns) => patterns.Split(Between, StringSplitOptions.RemoveEmptyEntries);

    private static bool Fits(string pattern, string name) => ImageName.NamesHost(pattern) == ImageName.NamesHost(name)
        && (pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : ImageName.WithTag(name) == ImageName.WithTag(pattern));

    [GeneratedRegex(@"^[A-Za-z0-9._:/@-]*\*?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }
}
