using System.Diagnostics;
using System.Text;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Tests.Features.Competitions.Bundles.Reading;
using Agon.Node.Tests.Features.Files.Zips;
using Agon.Portal.Text.Rich;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Corpus;

/// <summary>Bundles made to do harm, and a sentence for each.</summary>
public sealed class HostileBundleTests : IDisposable
{
    private static readonly BundleOptions Usual = new();
    private readonly BundleReader _reader = new();

    public static TheoryData<string, string> Manifests() => new()
    {
        { "a million aliases", $"a: &a x\nb: [{string.Join(',', Enumerable.Repeat("*a", 330_000))}]\n" },
        { "aliases in a circle", "title: &a [*a]\n" },
        { "aliases in a longer circle", "title: &a {b: &b {c: *a}}\n" },
        { "an alias that merges into itself", "title: &a {<<: *a}\n" },
        { "a billion laughs", "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghij".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n")) },
        { "brackets without end", new string('[', 900_000) },
        { "braces without end", string.Concat(Enumerable.Repeat("{a: ", 200_000)) },
        { "dashes without end", string.Concat(Enumerable.Repeat("- ", 400_000)) },
        { "question marks without end", string.Concat(Enumerable.Repeat("? ", 400_000)) },
        { "indentation without end", string.Concat(Enumerable.Range(0, 1200).Select(i => $"{new string(' ', i)}a:\n")) },
        { "one long line", $"title: {new string('x', 990_000)}" },
        { "one long key", $"{new string('k', 990_000)}: x" },
        { "many unknown keys", $"version: 2\n{string.Concat(Enumerable.Range(0, 15_000).Select(i => $"registration_auto_approval_of_everybody_{i}: x\n"))}" },
        { "one key again and again", $"version: 2\n{string.Concat(Enumerable.Repeat("title: x\n", 9_000))}" },
        { "many merges", $"a: &a {{{string.Join(", ", Enumerable.Range(0, 4000).Select(i => $"k{i}: 1"))}}}\nb:\n  <<: [*a, *a, *a, *a]\n" },
        { "tags that make objects", "title: !!python/object/apply:os.system [ls]\n" },
        { "a tag directive", "%TAG ! tag:example.org,2000:\n---\ntitle: !x y\n" },
        { "documents without end", string.Concat(Enumerable.Repeat("---\na: b\n", 50_000)) },
        { "columns that come from each other", "version: 2\nleaderboards: [{title: A, key: a, columns: [{title: X, key: x, index: 0, computation: avg, computation_indexes: [1]}, {title: Y, key: y, index: 1, computation: avg, computation_indexes: [0]}]}]\n" },
        { "control characters", "title: \u0001\u0002\u0003\n" },
        { "a byte order mark in the middle", "title: a\uFEFFb\n\uFEFFterms: x\n" },
        { "line ends of all kinds", "title: a\u0085b\u2028c\rterms: d\n" },
        { "only anchors", "&a &b &c" },
        { "an old bundle of columns only", $"leaderboard:\n  leaderboards: {{A: &a {{label: A}}}}\n  columns: {{{string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"c{i}: {{leaderboard: *a}}"))}}}\n" },
        { "an old bundle of aliases", $"html: &h {{terms: terms.md}}\nphases: {{1: &p {{phasenumber: 1, label: A, start_date: 2020-01-01, scoring_program: scoring_program}}, {string.Join(", ", Enumerable.Range(2, 40).Select(i => $"{i}: *p"))}}}\nleaderboard: *h\n" },
    };

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task a_hostile_manifest_gets_a_sentence_in_time(string what, string manifest)
    {
        var watch = Stopwatch.StartNew();

        var problems = await Read(new TestBundle().With("competition.yaml", manifest).Zip());

        problems.ShouldContain(p => p.Severity == BundleProblemSeverity.Error, what);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), what);
    }

    public static TheoryData<string, byte[]> Archives() => new()
    {
        { "a name that is no text", new ZipBytes().AddRaw([0xFF, 0xFE, (byte)'x'], "x"u8.ToArray(), flags: 0x800).ToArray() },
        { "a name with a zero", Beside(zip => zip.Add("a\0b", "x")) },
        { "a name with a line end", Beside(zip => zip.Add("a\nb", "x")) },
        { "a name written backwards", Beside(zip => zip.Add("a\u202Egnp.exe", "x")) },
        { "an absolute path", Beside(zip => zip.Add("/etc/cron.d/x", "x")) },
        { "a way out", Beside(zip => zip.Add("a/../../x", "x")) },
        { "a drive", Beside(zip => zip.Add("C:/x", "x")) },
        { "a backslash", Beside(zip => zip.Add("a\\x", "x")) },
        { "a link", Beside(zip => zip.Add("truth", "/etc/passwd", ZipBytes.Link)) },
        { "a device", Beside(zip => zip.Add("truth", "", ZipBytes.Device)) },
        { "a pipe", Beside(zip => zip.Add("truth", "", ZipBytes.Pipe)) },
        { "a name twice", Beside(zip => zip.Add("logo.png", "x")) },
        { "a file that is a folder too", Beside(zip => zip.Add("logo.png/x", "x")) },
        { "a folder called competition.yaml", ZipBytes.Of(("competition.yaml/x", "x")) },
        { "a program with a link", new TestBundle().With("ingestion.zip", new ZipBytes().Add("metadata", "command: x").Add("x", "/etc/passwd", ZipBytes.Link).ToArray()).Zip() },
        { "a program with a device", new TestBundle().With("ingestion.zip", new ZipBytes().Add("metadata", "command: x").Add("x", "", ZipBytes.Device).ToArray()).Zip() },
        { "a program with a way out", new TestBundle().With("ingestion.zip", ZipBytes.Of(("metadata", "x"), ("../x", "y"))).Zip() },
        { "a program that is a bomb", new TestBundle().With("ingestion.zip", new ZipBytes().Add("metadata", "command: x").Add("zeros", new byte[19_000_000]).ToArray()).Zip() },
        { "a text that is a bomb", new TestBundle().With("terms.md", new byte[18_000_000]).Zip() },
        { "a manifest of another encoding", new TestBundle().With("competition.yaml", [0xFF, 0xFE, .. Encoding.UTF32.GetBytes("title: x")]).Zip() },
        { "half a surrogate", new TestBundle().With("competition.yaml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("title: "), 0x00, 0xD8]).Zip() },
    };

    [Theory]
    [MemberData(nameof(Archives))]
    public async Task a_hostile_archive_gets_a_sentence(string what, byte[] archive)
    {
        (await Read(archive)).ShouldContain(p => p.Severity == BundleProblemSeverity.Error, what);
    }

    [Fact]
    public async Task zips_nested_without_end_are_looked_into_once()
    {
        var nested = ZipBytes.Of(("metadata", "command: x"));
        for (var depth = 0; depth < 60; depth++)
        {
            nested = new ZipBytes().Add("metadata", "command: x").Add("next.zip", nested).ToArray();
        }

        (await _reader.ReadAsync(new TestBundle().With("ingestion.zip", nested).Zip())).ShouldBeOfType<BundleReading.Readable>();
    }

    [Fact]
    public async Task a_hundred_thousand_files_are_too_many()
    {
        var zip = new ZipBytes();
        for (var i = 0; i < 100_000; i++)
        {
            zip.AddRaw(Encoding.ASCII.GetBytes($"f{i}"), [], method: 0);
        }

        var problems = await Read(zip.ToZip64Array((0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)), Usual);

        problems.ShouldHaveSingleItem().Message.ShouldContain("50000");
    }

    [Fact]
    public async Task many_files_and_many_broken_references_end_in_time()
    {
        var zip = new ZipBytes().Add("competition.yaml", string.Concat(Enumerable.Range(0, 90).Select(i => $"{(i == 0 ? "version: 2\npages:\n" : "")}  - {{title: Page, file: {Long(i)}}}\n")));
        for (var i = 1000; i < 41_000; i++)
        {
            zip.AddRaw(Encoding.ASCII.GetBytes(Long(i)), [], method: 0);
        }

        var watch = Stopwatch.StartNew();
        var problems = await Read(zip.ToArray(), Usual);

        problems.Count(p => p.Message.EndsWith("which is not in the bundle.", StringComparison.Ordinal)).ShouldBe(90);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        static string Long(int i) => $"pages/{new string((char)('a' + (i % 26)), 70)}{i}.md";
    }

    [Fact]
    public async Task scripts_in_pages_are_kept_as_text_and_never_shown()
    {
        const string Page = "<script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>x</a><iframe src='//evil'></iframe><svg onload=alert(4)><style>*{}</style>";

        var content = (await _reader.ReadAsync(new TestBundle().With("pages/overview.md", Page).Zip())).ShouldBeOfType<BundleReading.Readable>().Content;

        content.Texts["pages/overview.md"].ShouldBe(Page);
        var shown = $"{RichText.FromHtml(Page)}";
        foreach (var harm in new[] { "script", "onerror", "javascript", "iframe", "svg", "style" })
        {
            shown.ShouldNotContain(harm);
        }
    }

    public void Dispose() => _reader.Dispose();

    private static byte[] Beside(Action<ZipBytes> add)
    {
        var zip = new ZipBytes();
        add(zip);
        return new TestBundle().Zip(beside: zip);
    }

    private async Task<IReadOnlyList<BundleProblem>> Read(byte[] archive, BundleOptions? options = null)
    {
        var problems = (await _reader.ReadAsync(archive, options)) switch
        {
            BundleReading.Readable(_, var remarks) => remarks,
            BundleReading.Unreadable(var found) => found,
            var other => throw new ShouldAssertException($"{other}"),
        };
        Sentences.Check(problems);
        _reader.Leftovers.ShouldBeEmpty();
        return problems;
    }
}
