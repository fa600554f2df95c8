using Agon.Node.Features.Competitions.Bundles;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading;

/// <summary>However small the file, it can't make a large draft.</summary>
public sealed class ManifestLimitsTests : IDisposable
{
    private readonly BundleReader _reader = new();

    /// <summary>The line of the manifest to which items are added, how one looks, how many, where the first too many stands, and what is said.</summary>
    public static TheoryData<int, string, int, int, string> Lists() => new()
    {
        { 11, "  - {title: Page, file: pages/data.html}\n", 99, 110, "\"pages\" of the competition has 101 items; at most 100 are possible." },
        { 14, "  - {index: #, name: Task #, scoring_program: scoring_program/}\n", 100, 114, "\"tasks\" of the competition has 101 items; at most 100 are possible." },
        { 21, "  - {name: Phase #, start: 2026-10-01, end: 2026-10-02, tasks: [0]}\n", 49, 76, "\"phases\" of the competition has 51 items; at most 50 are possible." },
        { 33, "  - {title: Board #, key: b#, columns: [{title: A, key: a, index: 0}]}\n", 20, 53, "\"leaderboards\" of the competition has 21 items; at most 20 are possible." },
        { 37, "      - {title: C#, key: c#, index: 1#}\n", 99, 141, "\"columns\" of leaderboard \"Results\" has 101 items; at most 100 are possible." },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task a_list_has_an_end(int line, string item, int more, int place, string message)
    {
        var lines = TestBundle.Manifest.Split('\n');
        var added = string.Concat(Enumerable.Range(100, more).Select(i => item.Replace("#", $"{i}", StringComparison.Ordinal)));

        var problems = await _reader.ProblemsAsync(new TestBundle().Line(line, $"{added}{lines[line - 1]}").Zip());

        var problem = problems.Where(p => p.Message.EndsWith("are possible.", StringComparison.Ordinal)).ShouldHaveSingleItem();
        problem.Severity.ShouldBe(BundleProblemSeverity.Error);
        problem.Message.ShouldBe(message);
        problem.Place.ShouldBe($"competition.yaml:{place}:{problem.Column}");
        problem.Hint.ShouldBe("Leave some out.");
    }

    [Fact]
    public async Task the_tasks_of_a_phase_have_an_end()
    {
        var problems = await _reader.ProblemsAsync(new TestBundle().Line(25, $"    tasks: [{string.Join(", ", Enumerable.Repeat('0', 101))}]").Zip());

        problems.ShouldContain(p => p.Line == 25 && p.Message == "\"tasks\" of phase \"Development\" has 101 items; at most 100 are possible.");
    }

    [Fact]
    public async Task texts_together_have_an_end_however_often_one_is_named()
    {
        var pages = string.Concat(Enumerable.Range(1, 21).Select(i => $"  - {{title: Page {i}, file: pages/long.md}}\n"));
        var bundle = new TestBundle().With("pages/long.md", new string('x', 999_000)).Line(9, $"{pages}  - title: Overview");

        var problem = (await _reader.ProblemsAsync(bundle.Zip())).ShouldHaveSingleItem();

        problem.Message.ShouldBe("\"file\" of page \"Page 21\" is one text too many: terms and pages together have more than 20 MB.");
        problem.Line.ShouldBe(29);
        problem.Hint.ShouldBe("Shorten them, or let people download a file instead.");
    }

    public void Dispose() => _reader.Dispose();
}
