using System.Xml.Linq;

namespace Agon.Architecture.Tests;

/// <summary>docs/architecture.md, "Processes": which project may know which.</summary>
public sealed class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Federation.Contracts"] = [],
        ["Portal"] = [],
        ["Hub"] = ["Federation.Contracts", "Portal"],
        ["Node"] = ["Federation.Contracts", "Portal"],
        ["Node.Worker"] = ["Federation.Contracts"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void a_project_refers_only_to_the_projects_it_may_know(string project) =>
        References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Except(Allowed[project]).ShouldBeEmpty();

    [Fact]
    public void every_deployed_project_is_listed_here()
    {
        var found = Directory.EnumerateDirectories(Repository.Root)
            .Where(d => Directory.EnumerateFiles(d, "*.csproj").Any())
            .Select(d => Path.GetFileName(d)!);

        found.ShouldBe(Allowed.Keys, ignoreOrder: true);
    }

    [Fact]
    public void the_contracts_depend_on_nothing_beyond_the_framework() => References("Federation.Contracts", "PackageReference").ShouldBeEmpty();

    [Fact]
    public void the_worker_has_no_database() =>
        References("Node.Worker", "PackageReference").ShouldNotContain(p => p.Contains("EntityFramework", StringComparison.Ordinal) || p.Contains("Npgsql", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, project, $"{project}.csproj")).Descendants(kind).Select(e => (string)e.Attribute("Include")!);
}
