using System.Text.RegularExpressions;

namespace Agon.Architecture.Tests;

/// <summary>What the documents point to is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] AtTheRoot = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];

    public static TheoryData<string> Documents => [.. Repository.Files(["docs", "ops/samples"], ".md"), .. AtTheRoot];

    [Theory]
    [MemberData(nameof(Documents))]
    public void every_link_leads_somewhere(string document) =>
        Link().Matches(Repository.Read(document)).Select(m => m.Groups[1].Value)
            .Where(link => !link.StartsWith("https://", StringComparison.Ordinal) && !Exists(document, link)).ShouldBeEmpty(document);

    [Fact]
    public void every_document_is_found_from_the_index()
    {
        var found = new HashSet<string>();
        Follow("docs/README.md", found);

        Repository.Files(["docs"], ".md").Except(found).ShouldBeEmpty();
    }

    private static void Follow(string document, HashSet<string> found)
    {
        if (!found.Add(document) || !document.EndsWith(".md", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var target in Link().Matches(Repository.Read(document)).Select(m => Target(document, m.Groups[1].Value)).Where(IsFile))
        {
            Follow(target, found);
        }
    }

    private static bool Exists(string document, string link)
    {
        var target = Target(document, link);
        var anchor = link.Contains('#', StringComparison.Ordinal) ? link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..] : "";
        return anchor.Length == 0
            ? IsFile(target) || Directory.Exists(Path.Combine(Repository.Root, target))
            : IsFile(target) && Heading().Matches(Repository.Read(target)).Any(h => AnchorOf(h.Groups[1].Value) == anchor);
    }

    // As seen from the root; a link of nothing but an anchor stays in its document.
    private static string Target(string document, string link)
    {
        var path = link.Split('#')[0];
        var from = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!);
        return path.Length == 0 ? document : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(from, path))).Replace('\\', '/');
    }

    private static bool IsFile(string path) => File.Exists(Path.Combine(Repository.Root, path));

    private static string AnchorOf(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is '-' or '_' or ' ')).Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
