using System.Buffers.Binary;
using System.Text;
using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class ArchiveUnpackerTests : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task files_and_directories_are_unpacked_with_readable_modes()
    {
        var zip = Archive.Build(archive =>
        {
            Archive.Add(archive, "empty/", []);
            Archive.Add(archive, "a/b/run.sh", "x"u8.ToArray(), 0x81ed << 16);
            Archive.Add(archive, "data.csv", "1,2"u8.ToArray(), 0x8180 << 16);
        });

        (await UnpackAsync(zip)).ShouldBe(new UnpackOutcome.Unpacked(2, 4));

        _directory.Files("out").ShouldBe(["a/b/run.sh", "data.csv"]);
        Directory.Exists(_directory["out/empty"]).ShouldBeTrue();
        Mode("out/a/b").ShouldBe("755");
        Mode("out/a/b/run.sh").ShouldBe("755");
        Mode("out/data.csv").ShouldBe("644");
    }

    [Theory]
    [InlineData("../escape.txt", "leads out of the archive")]
    [InlineData("a/../../escape.txt", "leads out of the archive")]
    [InlineData("..\\escape.txt", "leads out of the archive")]
    [InlineData("/etc/passwd", "begins at the root")]
    [InlineData("\\\\server\\share", "begins at the root")]
    [InlineData("C:\\windows\\x", "begins with a drive")]
    [InlineData("c:x", "begins with a drive")]
    [InlineData("a\nb", "control characters")]
    [InlineData("a\u0000b", "control characters")]
    [InlineData("./", "has no name")]
    public async Task a_name_that_is_an_attack_is_refused(string name, string reason)
    {
        var refused = await RefusedAsync(Archive.Of(("good.txt", "x"), (name, "x")));

        refused.ShouldContain(reason);
        _directory.Files().ShouldNotContain(file => file.Contains("escape"));
    }

    [Fact]
    public async Task a_name_longer_than_the_system_allows_is_refused()
    {
        (await RefusedAsync(Archive.Of((new string('n', 256), "x")))).ShouldContain("name is too long");
        (await RefusedAsync(Archive.Of((string.Join('/', Enumerable.Repeat("d", 600)), "x")))).ShouldContain("name is too long");
    }

    [Theory]
    [InlineData(Archive.Link, "is a link")]
    [InlineData(0x11ff << 16, "neither a file nor a directory")]
    [InlineData(0x21ff << 16, "neither a file nor a directory")]
    public async Task links_pipes_and_devices_are_refused(int attributes, string reason)
    {
        var zip = Archive.Build(archive => Archive.Add(archive, "ref", "/etc/passwd"u8.ToArray(), attributes));

        (await RefusedAsync(zip)).ShouldContain(reason);
    }

    [Fact]
    public async Task more_bytes_than_allowed_are_refused() =>
        (await RefusedAsync(Archive.Of(("a", new string('a', 600)), ("b", new string('b', 600))), new ArchiveLimits(1000))).ShouldContain("more than the 1000 bytes");

    [Fact]
    public async Task more_entries_than_allowed_are_refused_before_they_are_read() =>
        (await RefusedAsync(Archive.Of(("a", ""), ("b", ""), ("c", "")), new ArchiveLimits(1000) { Files = 2 })).ShouldContain("3 entries; 2 are allowed");

    [Fact]
    public async Task a_listing_that_is_too_large_is_refused_before_it_is_read() =>
        (await RefusedAsync(Archive.Of(("a", ""), ("b", "")), new ArchiveLimits(1000) { ListingBytes = 50 })).ShouldContain("listing is larger");

    [Fact]
    public async Task entries_that_overlap_are_seen_by_their_ratio()
    {
        var zip = Archive.Of(("a", new string('a', 100_000)));

        (await RefusedAsync(zip, new ArchiveLimits(1 << 20) { Ratio = 100 })).ShouldContain("zip bomb");
    }

    [Fact]
    public async Task a_constant_prediction_is_no_bomb()
    {
        var zip = Archive.Of(("predictions.txt", new StringBuilder().Insert(0, "0\n", 5_000_000).ToString()));

        (await UnpackAsync(zip)).ShouldBe(new UnpackOutcome.Unpacked(1, 10_000_000));
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    [InlineData("a", "a/")]
    public async Task a_name_that_is_file_and_directory_is_refused(string first, string second) =>
        (await RefusedAsync(Archive.Of((first, "x"), (second, "")))).ShouldContain("both a file and a directory");

    [Fact]
    public async Task of_two_entries_with_one_name_the_last_counts()
    {
        await UnpackAsync(Archive.Of(("a", "first, and longer"), ("a", "second")));

        (await File.ReadAllTextAsync(_directory["out/a"], TestContext.Current.CancellationToken)).ShouldBe("second");
    }

    [Fact]
    public async Task names_with_backslashes_and_clutter_are_cleaned()
    {
        await UnpackAsync(Archive.Of(("folder\\file.txt", "x"), ("__MACOSX/._file.txt", "x"), (".DS_Store", "x"), ("folder/.DS_Store", "x"), ("./ünï✓.txt", "x")));

        _directory.Files("out").ShouldBe(["folder/file.txt", "ünï✓.txt"]);
    }

    [Fact]
    public async Task an_encrypted_entry_is_refused()
    {
        var zip = Archive.Of(("a", "x"));
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;

        (await RefusedAsync(zip)).ShouldContain("without a password");
    }

    [Fact]
    public async Task a_file_that_is_cut_off_is_refused()
    {
        var zip = Archive.Of(("a", string.Join(',', Enumerable.Range(0, 10_000))));

        (await RefusedAsync(zip[..(zip.Length / 2)])).ShouldContain("not a complete zip");
    }

    [Fact]
    public async Task a_size_that_is_a_lie_is_refused()
    {
        var zip = Archive.Of(("a", "four"));
        var listed = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(listed + 24), 2);

        (await RefusedAsync(zip)).ShouldContain("'a' is damaged");
    }

    [Fact]
    public async Task a_zip_that_is_none_is_refused() =>
        (await RefusedAsync("hello"u8.ToArray(), fileName: "submission.ZIP")).ShouldContain("called a zip but is not one");

    [Fact]
    public async Task a_second_listing_nobody_points_to_is_refused() =>
        (await RefusedAsync(WithLargeEnd(Archive.Of(("a", "x")), count: 1))).ShouldContain("two tables of contents");

    [Fact]
    public async Task two_listings_that_disagree_are_refused()
    {
        var zip = Archive.Of(("a", "x"));
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(zip.Length - 6), uint.MaxValue);

        (await RefusedAsync(WithLargeEnd(zip, count: 2))).ShouldContain("two tables of contents");
    }

    [Fact]
    public async Task a_large_end_that_is_none_is_refused()
    {
        var zip = Archive.Of(("a", "x"));
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(zip.Length - 6), uint.MaxValue);
        var broken = WithLargeEnd(zip, count: 1);
        broken[zip.Length - 22] = 0;

        (await RefusedAsync(broken)).ShouldContain("not a complete zip");
    }

    [Fact]
    public async Task a_large_end_that_is_pointed_to_is_followed()
    {
        var zip = Archive.Of(("a", "x"));
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(zip.Length - 6));
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(zip.Length - 6), uint.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(zip.Length - 14), uint.MaxValue);

        (await UnpackAsync(WithLargeEnd(zip, count: 1, offset))).ShouldBe(new UnpackOutcome.Unpacked(1, 1));
    }

    [Theory]
    [InlineData("predictions.csv", "predictions.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\me\\my results (1).csv", "my results _1_.csv")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("a\u0000b\n.txt", "a_b_.txt")]
    public async Task a_plain_file_is_placed_under_a_harmless_name(string uploaded, string placed)
    {
        (await UnpackAsync("1,2,3"u8.ToArray(), fileName: uploaded)).ShouldBe(new UnpackOutcome.Unpacked(1, 5));

        _directory.Files("out").ShouldBe([placed]);
    }

    [Fact]
    public async Task a_format_that_is_a_zip_inside_stays_one_file()
    {
        await UnpackAsync(Archive.Of(("arr_0.npy", "x")), fileName: "predictions.npz");

        _directory.Files("out").ShouldBe(["predictions.npz"]);
    }

    [Fact]
    public async Task an_empty_zip_is_fine() => (await UnpackAsync(Archive.Of())).ShouldBe(new UnpackOutcome.Unpacked(0, 0));

    [Fact]
    public async Task a_plain_file_that_is_too_large_is_refused() =>
        (await RefusedAsync("12345"u8.ToArray(), new ArchiveLimits(4), "a.csv")).ShouldContain("more than the 4 bytes");

    public ValueTask DisposeAsync() => _directory.DisposeAsync();

    private string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(_directory[path]), 8);

    private async Task<string> RefusedAsync(byte[] bytes, ArchiveLimits? limits = null, string fileName = "x.zip") =>
        (await UnpackAsync(bytes, limits, fileName)).ShouldBeOfType<UnpackOutcome.Refused>().Reason;

    private async Task<UnpackOutcome> UnpackAsync(byte[] bytes, ArchiveLimits? limits = null, string fileName = "x.zip")
    {
        var ct = TestContext.Current.CancellationToken;
        var path = _directory["archive"];
        await File.WriteAllBytesAsync(path, bytes, ct);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        return await new ArchiveUnpacker(limits ?? new ArchiveLimits(64 << 20)).UnpackAsync(file, fileName, _directory.Make("out"), ct);
    }

    /// <summary>Puts the records of a large archive between the listing and the ordinary end.</summary>
    private static byte[] WithLargeEnd(byte[] zip, long count, long offset = 0)
    {
        var end = zip.Length - 22;
        var record = new byte[56 + 20];
        "PK\u0006\u0006"u8.CopyTo(record);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(4), 44);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(12), 45);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(14), 45);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(24), count);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(32), count);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(40), BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(end + 12)));
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(48), offset);
        "PK\u0006\u0007"u8.CopyTo(record.AsSpan(56));
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(64), end);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(72), 1);
        return [.. zip[..end], .. record, .. zip[end..]];
    }
}
