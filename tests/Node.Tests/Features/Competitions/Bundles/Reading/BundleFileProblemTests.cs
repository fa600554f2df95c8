using System.Text;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Tests.Features.Files.Zips;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading;

public sealed class BundleFileProblemTests : IDisposable
{
    private readonly BundleReader _reader = new();

    public static TheoryData<string, byte[], string> Archives() => new()
    {
        { "", [], "This is not a zip archive, or its end is missing." },
        { "", "<html>"u8.ToArray(), "This is not a zip archive, or its end is missing." },
        { "", new TestBundle().Zip()[..^10], "This is not a zip archive, or its end is missing." },
        { "", ZipBytes.Of(), "The zip is empty." },
        { "", ZipBytes.Of(("readme.md", "x")), "There is no competition.yaml in the bundle." },
        { "", ZipBytes.Of(("a/b/competition.yaml", "x"), ("c", "x")), "There is no competition.yaml in the bundle." },
        { "../evil.sh", new TestBundle().With("../evil.sh", "x").Zip(), "The name ../evil.sh leads out of the zip with \"..\"." },
        { "competition.yaml", ZipBytes.Of(("competition.yaml", "title: [")), "The YAML can't be read here: while parsing a node, did not find expected node content." },
        { "competition.yaml", ZipBytes.Of(("competition.yaml", "")), "competition.yaml has no keys and values." },
        { "competition.yaml", ZipBytes.Of(("competition.yaml", "- a list")), "competition.yaml has no keys and values." },
        { "competition.yaml", ZipBytes.Of(("competition.yaml", new string('#', 1_000_001))), "competition.yaml is larger than 1 MB." },
        { "competition.yaml", new ZipBytes().AddRaw("competition.yaml"u8.ToArray(), "a: b"u8.ToArray(), declaredCrc: 1).ToArray(), "competition.yaml is damaged inside the bundle." },
        { "terms.md", new TestBundle().With("terms.md", " \n").Zip(), "terms.md is empty." },
        { "terms.md", new TestBundle().With("terms.md", "a\0b").Zip(), "terms.md is not a text." },
        { "terms.md", new TestBundle().With("terms.md", new string('x', 1_000_001)).Zip(), "terms.md has 1.0 MB; at most 1.0 MB are possible." },
        { "logo.png", new TestBundle().With("logo.png", "<svg/>").Zip(), "logo.png is not an image that every browser shows." },
        { "logo.png", new TestBundle().With("logo.png", Wide(TestBundle.Pixel)).Zip(), "logo.png has 8001 × 1 pixels; at most 8000 in each direction are possible." },
        { "ingestion.zip", new TestBundle().With("ingestion.zip", ZipBytes.Of(("metadata", "x"), ("../x", "y"))).Zip(), "Inside ingestion.zip: The name ../x leads out of the zip with \"..\"." },
    };

    [Theory]
    [MemberData(nameof(Archives))]
    public async Task a_broken_bundle_is_told_with_its_file(string file, byte[] archive, string message)
    {
        var problems = await _reader.ProblemsAsync(archive);

        var error = problems.Where(p => p.Severity == BundleProblemSeverity.Error).ShouldHaveSingleItem();
        error.Message.ShouldBe(message);
        (error.File ?? "").ShouldBe(file);
        error.Hint.ShouldNotBeNull().ShouldEndWith(".");
    }

    [Fact]
    public async Task a_bundle_that_is_too_large_unpacked_is_refused()
    {
        var limits = new BundleOptions { MaxUnpackedBytes = 5000 };

        var reading = await _reader.ReadAsync(new TestBundle().With("noise", Noise(5000)).Zip(), limits);

        reading.ShouldBeOfType<BundleReading.Unreadable>().Problems.ShouldHaveSingleItem().Message.ShouldBe("Unpacked, the zip is larger than the 5.0 kB allowed.");
    }

    [Fact]
    public async Task a_zip_bomb_is_refused()
    {
        var problem = (await _reader.ProblemsAsync(new TestBundle().With("bomb", new byte[19_000_000]).Zip())).ShouldHaveSingleItem();

        problem.File.ShouldBe("bomb");
        problem.Message.ShouldBe("bomb unpacks to more than 500 times its packed size, as archives made to fill disks do.");
    }

    [Fact]
    public async Task an_empty_folder_is_told()
    {
        var problems = await _reader.ProblemsAsync(new TestBundle().Without("reference_data/truth.csv").With("reference_data/", "").Zip());

        problems.ShouldHaveSingleItem().Message.ShouldBe("\"reference_data\" of task \"Classify\" is \"reference_data\", an empty folder.");
    }

    [Theory]
    [InlineData("scoring_program/metadata.yaml", "scoring_program/deep/metadata.yaml", "There is deep/metadata.yaml: leave the folder around it out.")]
    [InlineData("scoring_program/metadata.yaml", "scoring_program/other.yaml", "Add a file metadata.yaml with a line like \"command: python3 $program/score.py $input $output\".")]
    public async Task a_program_without_metadata_is_warned_about(string without, string with, string hint)
    {
        var warning = (await _reader.ProblemsAsync(new TestBundle().Without(without).With(with, "command: x").Zip())).ShouldHaveSingleItem();

        warning.Severity.ShouldBe(BundleProblemSeverity.Warning);
        warning.File.ShouldBe("scoring_program");
        warning.Hint.ShouldBe(hint);
    }

    [Fact]
    public async Task a_zipped_program_without_metadata_is_warned_about()
    {
        var warning = (await _reader.ProblemsAsync(new TestBundle().With("ingestion.zip", ZipBytes.Of(("p/metadata", "x"))).Zip())).ShouldHaveSingleItem();

        warning.Message.ShouldStartWith("ingestion.zip has no metadata.yaml at its root");
        warning.Hint.ShouldBe("There is p/metadata: leave the folder around it out.");
    }

    [Fact]
    public async Task a_text_of_an_old_windows_program_is_read_and_pointed_out()
    {
        var reading = await _reader.ReadAsync(new TestBundle().With("terms.md", [.. "line\nf"u8, 0xFC, .. "r alle"u8]).Zip());

        var (content, warnings) = reading.ShouldBeOfType<BundleReading.Readable>();
        content.Texts["terms.md"].ShouldBe("line\nfür alle");
        warnings.ShouldHaveSingleItem().Place.ShouldBe("terms.md:2:1");
    }

    [Theory]
    [InlineData("competition.yml")]
    [InlineData("Competition.yaml")]
    public async Task another_spelling_of_the_manifest_is_read_and_pointed_out(string name)
    {
        var reading = await _reader.ReadAsync(new TestBundle().Without("competition.yaml").With(name, TestBundle.Manifest).Zip());

        reading.ShouldBeOfType<BundleReading.Readable>().Warnings.ShouldHaveSingleItem().Message.ShouldBe($"The file is called {name}; other sites look for competition.yaml.");
    }

    [Fact]
    public async Task what_computers_leave_in_archives_and_one_folder_around_all_do_not_matter()
    {
        var reading = await _reader.ReadAsync(new TestBundle().With(".DS_Store", "junk").With("scoring_program/.DS_Store", "junk").Zip("my bundle/"));

        var content = reading.ShouldBeOfType<BundleReading.Readable>().Content;
        content.Tree.FilesIn("scoring_program").Select(f => f.Path).ShouldBe(["metadata.yaml", "score.py"]);
    }

    [Fact]
    public async Task the_folder_macs_put_beside_the_wrapping_folder_does_not_matter()
    {
        var bundle = new ZipBytes().Add("__MACOSX/seeds/._logo.png", "junk");

        (await _reader.ReadAsync(new TestBundle().Zip("seeds/", bundle))).ShouldBeOfType<BundleReading.Readable>();
    }

    [Fact]
    public async Task byte_order_marks_and_windows_line_ends_do_not_matter()
    {
        byte[] manifest = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(TestBundle.Manifest.ReplaceLineEndings("\r\n"))];

        var reading = await _reader.ReadAsync(new TestBundle().With("competition.yaml", manifest).With("terms.md", "a\r\nb").Zip());

        reading.ShouldBeOfType<BundleReading.Readable>().Content.Texts["terms.md"].ShouldBe("a\nb");
    }

    [Fact]
    public async Task any_changed_bundle_gives_an_answer()
    {
        var random = new Random(17);
        var manifest = Encoding.UTF8.GetBytes(TestBundle.Manifest);
        char[] signs = [':', '-', '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '#', '\t', '\n', ' ', '0', '<'];
        for (var round = 0; round < 300; round++)
        {
            var bytes = manifest.ToList();
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0: bytes[at] = (byte)signs[random.Next(signs.Length)]; break;
                    case 1: bytes.Insert(at, (byte)signs[random.Next(signs.Length)]); break;
                    default: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
                }
            }

            var problems = await _reader.ProblemsAsync(new TestBundle().With("competition.yaml", [.. bytes]).Zip());
            problems.ShouldAllBe(p => p.Message.Length > 0 && (p.Line == null || p.Line > 0));
        }
    }

    public void Dispose() => _reader.Dispose();

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    // The width is in bytes 16 to 19.
    private static byte[] Wide(byte[] png) => [.. png[..16], 0, 0, 0x1F, 0x41, .. png[20..]];
}
