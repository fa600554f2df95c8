using System.Text.RegularExpressions;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Tests.Features.Competitions.Bundles.Reading;

namespace Agon.Node.Tests.Features.Competitions.Bundles;

/// <summary>What the guide for organizers says is so.</summary>
public sealed partial class BundleGuideTests : IDisposable
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Root(), "docs", "organizers", "bundles.md"));
    private static readonly string Example = Blocks.Matches(Guide).First(m => m.Groups["kind"].Value == "yaml").Groups["text"].Value;
    private readonly BundleReader _reader = new();

    /// <summary>What stands in each map's table of keys, and a line of the example in that map, before which a key can be put.</summary>
    private static readonly Dictionary<string, string> Maps = new()
    {
        ["key"] = "title: Wheat seeds",
        ["key of `pages`"] = "    file: pages/overview.md",
        ["key of `tasks`"] = "    scoring_program: scoring_program/",
        ["key of `phases`"] = "    max_submissions_per_day: 5",
        ["key of `leaderboards`"] = "    submission_rule: Force_Best",
        ["key of `columns`"] = "        sorting: desc",
    };

    public static TheoryData<string, string> Keys() => [.. Tables().SelectMany(t => t.Rows.Select(row => (t.Head, row[0].Trim('`')))).Where(k => Maps.ContainsKey(k.Head))];

    public static TheoryData<string, string, string> Mistakes() =>
        [.. Tables().Single(t => t.Head == "instead of").Rows.Select(row => (row[0].Trim('`'), row[1].Trim('`'), row[2]))];

    [Fact]
    public async Task the_example_is_imported_without_a_word()
    {
        (await _reader.ReadAsync(Bundle(Example))).ShouldBeOfType<BundleReading.Readable>().Warnings.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task a_documented_key_is_known(string map, string key)
    {
        var line = Maps[map];
        var indent = line[..^line.TrimStart().Length];

        var problems = await _reader.ProblemsAsync(Bundle(Example.Replace(line, $"{indent}{key}: ~\n{line}", StringComparison.Ordinal)));

        problems.ShouldNotContain(p => p.Message.Contains("not a key", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task a_documented_mistake_is_told_as_documented(string insteadOf, string written, string told)
    {
        Example.ShouldContain(insteadOf);
        var at = Example.IndexOf(insteadOf, StringComparison.Ordinal);

        var problems = await _reader.ProblemsAsync(Bundle(string.Concat(Example.AsSpan(0, at), written, Example.AsSpan(at + insteadOf.Length))));

        problems.Select(p => $"`{p.Place}` {p.Message} {p.Hint}").ShouldBe([told]);
    }

    [Fact]
    public void the_documented_limits_are_the_ones_in_force()
    {
        var options = new BundleOptions();

        Guide.ShouldContain($"| the zip | {options.MaxBytes / 1_000_000_000} GB |");
        Guide.ShouldContain($"| unpacked | {options.MaxUnpackedBytes / 1_000_000_000} GB |");
        Guide.ShouldContain($"| files and folders | {options.MaxEntries / 1000} 000 |");
        Guide.ShouldContain($"| time for unpacking | {options.TimeLimit.TotalMinutes} minutes |");
        Guide.ShouldContain($"{options.ZipLimits.MaxEntryRatio} times for a file over {options.ZipLimits.EntryRatioAppliesFrom / 1_000_000} MB");
        Guide.ShouldContain($"{options.ZipLimits.MaxRatio} times for a bundle over {options.ZipLimits.RatioAppliesFrom / 1_000_000} MB");
    }

    public void Dispose() => _reader.Dispose();

    private static byte[] Bundle(string manifest) => new TestBundle().With("competition.yaml", manifest).With("pages/data.md", "# Data").Without("pages/data.html").Zip();

    private static IEnumerable<(string Head, List<string[]> Rows)> Tables() =>
        from Match table in Table.Matches(Guide)
        let lines = table.Value.Trim().Split('\n').Select(l => l.Trim('|', ' ').Split(" | ")).ToList()
        select (lines[0][0], lines.Skip(2).ToList());

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Agon.slnx")))
        {
            root = root.Parent!;
        }

        return root.FullName;
    }

    [GeneratedRegex(@"^```(?<kind>\w*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks { get; }

    [GeneratedRegex(@"(^\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Table { get; }
}
