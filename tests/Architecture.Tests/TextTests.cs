using System.Text.RegularExpressions;

namespace Agon.Architecture.Tests;

/// <summary>What a reader should never meet in the sources.</summary>
public sealed partial class TextTests
{
    private static readonly string[] Sources = ["Federation.Contracts", "Portal", "Hub", "Node", "Node.Worker"];

    [Fact]
    public void no_source_has_regions_or_open_ends() =>
        Matching(Repository.Files(Sources, ".cs"), OpenEnd()).ShouldBeEmpty();

    [Fact]
    public void no_page_has_inline_styles_or_handlers() =>
        Matching(Repository.Files(Sources, ".cshtml"), Inline()).ShouldBeEmpty("the Content-Security-Policy forbids them");

    [Fact]
    public void no_page_loads_anything_from_elsewhere() =>
        Matching(Repository.Files(Sources, ".cshtml", ".css", ".js"), Elsewhere()).ShouldBeEmpty();

    private static IEnumerable<string> Matching(IEnumerable<string> files, Regex pattern) =>
        from file in files
        let lines = File.ReadAllLines(Path.Combine(Repository.Root, file))
        from i in Enumerable.Range(0, lines.Length)
        where pattern.IsMatch(lines[i])
        select $"{file}:{i + 1}: {lines[i].Trim()}";

    [GeneratedRegex(@"#region|\bTODO\b(?!\(#\d)|\bFIXME\b|\bHACK\b|NotImplementedException")]
    private static partial Regex OpenEnd();

    [GeneratedRegex(@"\sstyle=""|\son[a-z]+=""|<script(?![^>]*\b(src=|type=""application/ld\+json""))|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"(src|href)=""(https?:)?//|@import\s+url|url\(\s*['""]?(https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();
}
