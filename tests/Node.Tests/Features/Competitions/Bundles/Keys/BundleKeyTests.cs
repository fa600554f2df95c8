using System.Globalization;
using System.Text;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Competitions.Bundles.Writing;
using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Tests.Features.Competitions.Bundles.Corpus;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Keys;

/// <summary>The table of keys for organizers is what the readers ask for and what is declared to become of it.</summary>
public sealed class BundleKeyTests
{
    private static readonly Dictionary<string, string> Manifests = new() { ["2"] = FullBundle.Manifest, ["1.5"] = OldBundle.Manifest };
    private static readonly string Document = Path.Combine(Root(), "docs", "organizers", "bundle-keys.md");

    public static TheoryData<string> Formats() => [.. Manifests.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void every_key_a_reader_asks_for_is_declared_and_no_other(string format)
    {
        var asked = Asked(format).SelectMany(a => a.Value.Select(key => $"{a.Key}: {key}")).ToList();
        var declared = BundleKeys.ByFormat[format].Select(k => $"{k.Kind}: {k.Key}").ToList();

        asked.Except(declared).ShouldBeEmpty();
        declared.Except(asked).ShouldBeEmpty();
        declared.ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void the_full_manifest_has_every_key(string format)
    {
        // Of a task, solution or data set: it leads to another site.
        string[] mistakes = ["key"];
        var written = new ManifestMutations(Manifests[format]).Keys.Select(k => k.Path.Split('.')[^1]).ToHashSet();

        BundleKeys.ByFormat[format].Select(k => k.Key).Except(written).Except(mistakes).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void what_keeps_a_key_is_in_the_model(string format)
    {
        var types = typeof(Competition).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("Agon.Node.Features", StringComparison.Ordinal) == true).ToLookup(t => t.Name);
        foreach (var kept in BundleKeys.ByFormat[format].Select(k => k.Kept).Where(k => k is not ("-" or "bundle")))
        {
            var parts = kept.Split('.');
            types[parts[0]].Any(t => t.GetProperty(parts[1]) is not null).ShouldBeTrue(kept);
        }
    }

    [Fact]
    public void the_document_has_the_table()
    {
        var text = Text();
        if (Environment.GetEnvironmentVariable("AGON_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Document, text);
        }

        File.ReadAllText(Document).ShouldBe(text, "Write it anew: run this test with AGON_WRITE_DOCS=1.");
    }

    private static Dictionary<string, SortedSet<string>> Asked(string format)
    {
        var context = new ManifestContext("competition.yaml", new BundleProblems(), MaxStepSeconds: 3600);
        BundleFormat.Read((YamlMap)ReadYaml.From(Manifests[format]).Root!, context).ShouldNotBeNull();
        return context.Asked;
    }

    private static string Text()
    {
        var text = new StringBuilder("""
            # Every key of a bundle

            What becomes of each key of [a bundle](bundles.md). A test makes this page of what the importer asks for, so it says all of it and nothing else.

            *Kept* is where the competition has it; "the bundle" means that only the bundle itself, which is kept whole, has it. *Exported* is what an
            export, always version 2, says instead.


            """);
        var exported = Written();
        foreach (var (format, keys) in BundleKeys.ByFormat)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {(format == "2" ? "Version 2, of Codabench" : "Version 1.5, of CodaLab")}\n\n");
            foreach (var kind in keys.GroupBy(k => k.Kind))
            {
                text.Append(CultureInfo.InvariantCulture, $"### {Heading(kind.Key)}\n\n| key | read | kept | shown | exported |\n|---|---|---|---|---|\n");
                foreach (var key in kind)
                {
                    var (read, kept) = key.Kept switch { "-" => ("yes", ""), "bundle" => ("not used yet", "the bundle"), var place => ("yes", $"`{place}`") };
                    text.Append(CultureInfo.InvariantCulture, $"| `{key.Key}` | {read} | {kept} | {key.Shown} | {Exported(key, exported)} |\n");
                }

                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd() + "\n";
    }

    // The same key, or the one that is kept in the same place.
    private static string Exported(BundleKey key, HashSet<(string Kind, string Key)> written)
    {
        if (written.Contains((key.Kind, key.Key)) && BundleKeys.ByFormat["2"].Contains(key))
        {
            return $"`{key.Key}`";
        }

        var same = BundleKeys.ByFormat["2"].FirstOrDefault(k => k.Kept == key.Kept && key.Kept is not ("-" or "bundle") && written.Contains((k.Kind, k.Key)));
        return same is null ? "" : $"`{same.Key}`";
    }

    // What an export of the full bundle has, by the kinds of the table.
    private static HashSet<(string Kind, string Key)> Written()
    {
        var context = new ManifestContext("competition.yaml", new BundleProblems(), MaxStepSeconds: 3600);
        var manifest = BundleFormat.Read((YamlMap)ReadYaml.From(Manifests["2"]).Root!, context).ShouldNotBeNull();
        return [.. new ManifestMutations(WriteManifest.Of(manifest)).Keys.Select(k => k.Path.Split('.')).Select(path => (Kind(path[..^1]), path[^1]))];
    }

    private static string Kind(string[] path) => path switch
    {
        [] => "the competition",
        ["listing"] => "map listing",
        ["fact_sheet", _] => "question",
        ["leaderboards", _, "columns", _] => "column",
        ["leaderboards", _, "column_groups", _] => "column group",
        [var list, _] => list.TrimEnd('s'),
        _ => "",
    };

    private static string Heading(string kind) => kind switch
    {
        "the competition" => "The competition",
        "map listing" => "`listing`",
        "question" => "A question of `fact_sheet`",
        "map html" => "`html`",
        "map leaderboard" => "`leaderboard`",
        "map computed" => "`computed` of a column",
        "data set" => "An entry of `datasets`",
        _ => $"A {kind}",
    };

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Agon.slnx")))
        {
            root = root.Parent!;
        }

        return root.FullName;
    }
}
