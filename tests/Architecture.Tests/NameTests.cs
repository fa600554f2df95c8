using System.Text.RegularExpressions;

namespace Agon.Architecture.Tests;

public sealed partial class NameTests
{
    private static readonly string[] Sources = ["Federation.Contracts", "Portal", "Hub", "Node", "Node.Worker", "tests", "e2e"];

    /// <summary>A name that says nothing attracts everything.</summary>
    private static readonly string[] SayNothing = ["Manager", "Helper", "Helpers", "Utils", "Util", "Common", "Base", "Impl", "Processor"];

    [Fact]
    public void no_type_has_a_name_that_says_nothing() =>
        Types().Where(t => SayNothing.Any(part => t.Name.EndsWith(part, StringComparison.Ordinal)))
            .Where(t => !t.Name.EndsWith("TagHelper", StringComparison.Ordinal)).ShouldBeEmpty("tag helpers are the framework's word");

    [Fact]
    public void no_folder_has_a_name_that_says_nothing() =>
        Repository.Files(Sources, ".cs").SelectMany(f => f.Split('/')[..^1]).Distinct().Intersect([.. SayNothing, "Core", "Shared", "Infrastructure", "Domain"])
            .Except(["Shared"]).ShouldBeEmpty("Views/Shared is the framework's; nothing else is shared by name");

    [Fact]
    public void no_class_is_open_to_inheritance_without_a_reason() =>
        Types().Where(t => t.Keywords.Contains("class", StringComparison.Ordinal) && !Sealed().IsMatch(t.Keywords))
            .Select(t => t.Name).Except(MayBeOpen).ShouldBeEmpty("seal it, or list it here with its reason");

    /// <summary>Every open class, with its reason.</summary>
    private static readonly string[] MayBeOpen = [];

    private static IEnumerable<(string Name, string Keywords)> Types() =>
        from file in Repository.Files(Sources, ".cs")
        from Match match in Declaration().Matches(Repository.Read(file))
        select (match.Groups["name"].Value, match.Groups["keywords"].Value);

    [GeneratedRegex(@"^\s*(?<keywords>(?:(?:public|internal|private|protected|file|sealed|static|abstract|partial|readonly)\s+)+(?:class|record class|record struct|record|struct|interface|enum))\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b(sealed|static|abstract)\b")]
    private static partial Regex Sealed();
}
