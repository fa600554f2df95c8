using System.Text.RegularExpressions;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Tests.Features.Competitions.Bundles.Reading;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Corpus;

/// <summary>Both formats' full manifests with one thing broken, everywhere in turn.</summary>
public sealed partial class BrokenManifestTests : IDisposable
{
    private static readonly Dictionary<string, ManifestMutations> Formats = new() { ["2"] = new(FullBundle.Manifest), ["1.5"] = new(OldBundle.Manifest) };

    private static readonly Dictionary<string, string> Required = new()
    {
        ["2"] = @"^(title|terms|tasks|phases|leaderboards|fact_sheet\.\w+\.selection|pages\.\d\.(title|file)|tasks\.\d\.(index|name|scoring_program)|solutions\.\d\.(path|tasks)|phases\.\d\.(name|start|tasks)"
            + @"|leaderboards\.\d\.(title|key|columns|column_groups\.\d\.(title|key)|columns\.\d\.(title|key|index)))$",
        ["1.5"] = @"^(title|html|html\.terms|phases|phases\.\d\.(phasenumber|label|start_date|scoring_program)|leaderboard|leaderboard\.(leaderboards|columns)|leaderboard\.columns\.\w+\.leaderboard"
            + @"|leaderboard\.columns\.\w+\.computed\.(operation|fields))$",
    };

    // Read, understood, and of no consequence: whatever stands there.
    private static readonly Dictionary<string, string> Ignored = new()
    {
        ["2"] = @"^(pages\.\d\.index|tasks\.\d\.is_public|solutions\.\d\.index|leaderboards\.\d\.index|phases\.\d\.solutions)$",
        ["1.5"] = @"^(start_date|phases\.\d\.(color|disable_custom_docker_image)|secret_key)$",
    };

    private readonly BundleReader _reader = new();

    public static TheoryData<string, string> All() => [.. Formats.SelectMany(f => f.Value.Keys.Select(k => (f.Key, k.Path)))];

    public static TheoryData<string, string> Paths() =>
        [.. Formats.SelectMany(f => f.Value.Keys.Where(k => k.Pair.Value is YamlScalar { Text: var text } && IsPath.IsMatch(k.Path) && text.Length > 0).Select(k => (f.Key, k.Path)))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task a_missing_key_is_told_if_it_is_needed(string format, string path)
    {
        var problems = await Read(format, Formats[format].Without(path));

        var key = path.Split('.')[^1];
        var isTold = problems.Any(p => p.Severity == BundleProblemSeverity.Error && p.Message.EndsWith($"has no \"{key}\".", StringComparison.Ordinal));
        isTold.ShouldBe(Regex.IsMatch(path, Required[format]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task a_value_of_another_type_is_told_with_its_line(string format, string path)
    {
        var (manifest, isIgnored) = (Formats[format], Regex.IsMatch(path, Ignored[format]));
        var pair = manifest.At(path);
        foreach (var wrong in pair.Value is YamlScalar ? new[] { "[one, two]", "{one: two}" } : ["text", "[[]]"])
        {
            var problems = await Read(format, manifest.With(path, wrong));

            // Where a value goes, what was named in it goes too.
            problems.Any(p => (p.Line == pair.Key.Place.Line || p.Message.Contains("refers to &", StringComparison.Ordinal)) && p.Severity != BundleProblemSeverity.Note).ShouldBe(!isIgnored, wrong);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task whatever_a_value_is_there_is_an_answer(string format, string path)
    {
        string[] values =
        [
            "", "~", "''", "' '", "-1", "99999999999999999999", "1e999", ".nan", "0x", "\"a\\0b\"", "\"\\uD800\"", "2026-02-30", "9999-12-31 23:59:59 -14:00", "../..", "&a [&b {a: *b}]",
            new string('x', 30_000), "'<script>alert(1)</script>'", "{<<: {a: b}, <<: [c]}", "[[[[[[]]]]]]", "{? : }", "!!binary eA==", "!!set {a, b}", "|\n", "%",
        ];
        // Each value somewhere, and several for each key.
        foreach (var value in values.Where((_, i) => (i + path.Length) % 4 == 0))
        {
            await Read(format, Formats[format].With(path, value));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task a_broken_reference_is_told_with_its_line(string format, string path)
    {
        var line = Formats[format].At(path).Key.Place.Line;
        foreach (var broken in new[] { "nowhere", "../terms.md", "/etc/passwd", "'C:\\secrets'", "4d6bd0f4-3f24-4d02-8f0c-5b2d0a3a4a11", "scoring_program/../..", "'.'", "competition.yaml/x" })
        {
            var problems = await Read(format, Formats[format].With(path, broken));

            problems.ShouldContain(p => p.Severity == BundleProblemSeverity.Error && p.Line == line, broken);
        }
    }

    public void Dispose() => _reader.Dispose();

    private async Task<IReadOnlyList<BundleProblem>> Read(string format, string manifest)
    {
        var problems = await _reader.ProblemsAsync(format == "2" ? FullBundle.Bundle.With("competition.yaml", manifest).Zip() : new OldBundle().With("competition.yaml", manifest).Zip());
        Sentences.Check(problems);
        return problems;
    }

    [GeneratedRegex(@"(^|\.)(image|terms|file|scoring_program|ingestion_program|input_data|reference_data|public_data|starting_kit|path|overview|evaluation|data|get_starting_kit)$")]
    private static partial Regex IsPath { get; }
}
