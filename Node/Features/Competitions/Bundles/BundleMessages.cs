using System.Diagnostics;
using System.Net;
using Agon.Portal.Text;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>What people are told about a bundle that can't be imported for a reason that is not in its files.</summary>
internal static class BundleMessages
{
    public const string NotAllowed = "Only operators upload bundles on this site: ask one of them to let you, or to upload it for you.";

    public static BundleProblem TooLarge(long maxBytes) =>
        Whole($"The bundle is larger than the {Bytes.Words(maxBytes)} allowed here.", "Leave out what is not needed, or ask the operator for more room.");

    public static BundleProblem NoSuchFile(string path) => Whole($"{path} can't be read.", "Check the path, and that you may read the file.");

    public static BundleProblem TookTooLong(TimeSpan limit) =>
        Whole($"Unpacking the bundle took longer than the {Durations.Limit(limit)} allowed.", "Upload it again when the site is less busy, or ask the operator for more time.");

    public static BundleProblem GivenUp() =>
        Whole("The site stopped several times while it unpacked this bundle.", "Tell the operator; the log says why.");

    public static BundleProblem Gone() => Whole("The uploaded file is not there any more.", "Upload it again.");

    public static BundleProblem NoRoom() => Whole("This site has no room left for the bundle's files.", "Tell the operator, and upload it again later.");

    public static BundleProblem Damaged(string path) => new(
        BundleProblemSeverity.Error, path, null, null, $"{path} is damaged inside the bundle.", "Make the zip again and upload it anew.");

    /// <summary>A problem in a line: <c>error: competition.yaml:12:5: What is wrong. What to do.</c></summary>
    public static string Line(BundleProblem problem) =>
        $"{Word(problem.Severity)}: {(problem.Place.Length > 0 ? $"{problem.Place}: " : "")}{problem.Message} {problem.Hint}".TrimEnd();

    /// <summary>What all problems together mean.</summary>
    public static string Verdict(IReadOnlyList<BundleProblem> problems) => (Count(problems, BundleProblemSeverity.Error), Count(problems, BundleProblemSeverity.Warning)) switch
    {
        (0, 0) when problems.Count > 0 => $"It can be imported; {Counts.Of(problems.Count, "thing is", "things are")} read in another way than elsewhere, on purpose.",
        (0, 0) => "Nothing is wrong with this bundle: it can be imported as it is.",
        (0, var warnings) => $"It can be imported; {Counts.Of(warnings, "thing is", "things are")} worth knowing.",
        (var errors, _) => $"It can't be imported: {Counts.Of(errors, "problem has", "problems have")} to be mended first.",
    };

    /// <summary>Links to data sets on other sites, as a list that Markdown and HTML understand.</summary>
    public static string DataLinks(IEnumerable<ManifestDataLink> links) =>
        $"<h2>Data sets</h2>\n<ul>\n{string.Concat(links.Select(l => $"<li><a href=\"{WebUtility.HtmlEncode(l.Url)}\">{Html(l.Name)}</a>{(l.Description.Length > 0 ? $": {Html(l.Description)}" : "")}</li>\n"))}</ul>\n";

    // An empty line would end the HTML inside Markdown.
    private static string Html(string text) => WebUtility.HtmlEncode(text.ReplaceLineEndings(" "));

    private static int Count(IReadOnlyList<BundleProblem> problems, BundleProblemSeverity severity) => problems.Count(p => p.Severity == severity);

    private static string Word(BundleProblemSeverity severity) => severity switch
    {
        BundleProblemSeverity.Error => "error",
        BundleProblemSeverity.Warning => "warning",
        BundleProblemSeverity.Note => "note",
        _ => throw new UnreachableException($"{severity}"),
    };

    private static BundleProblem Whole(string message, string hint) => new(BundleProblemSeverity.Error, null, null, null, message, hint);
}
