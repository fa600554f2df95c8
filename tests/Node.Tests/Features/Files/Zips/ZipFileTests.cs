using System.IO.Compression;
using System.Text;
using Agon.Node.Features.Files.Zips;
using ZipFile = Agon.Node.Features.Files.Zips.ZipFile;

namespace Agon.Node.Tests.Features.Files.Zips;

public sealed class ZipFileTests
{
    private static readonly ZipLimits Limits = new(MaxEntries: 10, MaxBytes: 1000)
    {
        EntryRatioAppliesFrom = 500,
        MaxEntryRatio = 20,
        RatioAppliesFrom = 600,
        MaxRatio = 3,
        MaxPathLength = 100,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task files_and_folders_are_found_and_unpacked()
    {
        var zip = await Open(ZipBytes.Of(("a.txt", "hello"), ("folder/", ""), ("folder/b.txt", "there")));

        zip.Problems.ShouldBeEmpty();
        zip.Entries.Select(e => (e.Path, e.IsFolder)).ShouldBe([("a.txt", false), ("folder", true), ("folder/b.txt", false)]);
        (await Unpack(zip, "folder/b.txt")).ShouldBe("there");
        (await Unpack(zip, "a.txt")).ShouldBe("hello");
    }

    [Fact]
    public async Task what_the_framework_writes_is_read()
    {
        using var stream = new MemoryStream();
        await using (var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, Ct))
        {
            await using var entry = await archive.CreateEntry("données/α.txt").OpenAsync(Ct);
            await entry.WriteAsync("grüße"u8.ToArray(), Ct);
        }

        var zip = await Open(stream.ToArray());

        (await Unpack(zip, "données/α.txt")).ShouldBe("grüße");
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, false, true)]
    public async Task a_zip64_record_is_read_where_the_end_asks_for_it(bool entries, bool bytes, bool start)
    {
        var zip = new ZipBytes().Add("a.txt", "hello");
        var end = zip.End;

        var read = await Open(zip.ToZip64Array((entries ? ushort.MaxValue : end.Entries, bytes ? uint.MaxValue : end.Bytes, start ? uint.MaxValue : end.Start)));

        read.Problems.ShouldBeEmpty();
        (await Unpack(read, "a.txt")).ShouldBe("hello");
    }

    [Fact]
    public async Task a_zip64_record_that_nothing_asks_for_is_refused()
    {
        var zip = new ZipBytes().Add("a.txt", "hello");

        (await Open(zip.ToZip64Array(zip.End))).Problems.ShouldHaveSingleItem().Code.ShouldBe(ZipProblemCode.Damaged);
        (await Open(zip.ToZip64Array(zip.End with { Bytes = uint.MaxValue }))).Problems.ShouldHaveSingleItem().Code.ShouldBe(ZipProblemCode.Damaged);
    }

    [Fact]
    public async Task an_end_and_a_zip64_record_that_disagree_are_refused()
    {
        var zip = new ZipBytes().Add("a.txt", "seen by some").Add("b.txt", "and by others");
        var other = new ZipBytes().Add("a.txt", "seen by some");

        (await Open(zip.ToZip64Array(zip.End with { Start = uint.MaxValue }, other))).Problems.ShouldHaveSingleItem().Code.ShouldBe(ZipProblemCode.Damaged);
        (await Open(zip.ToZip64Array(zip.End, other))).Problems.ShouldHaveSingleItem().Code.ShouldBe(ZipProblemCode.Damaged);
    }

    [Fact]
    public async Task bytes_in_front_of_an_archive_do_not_matter()
    {
        var zip = await Open([.. "#!/bin/sh\nexit\n"u8, .. ZipBytes.Of(("a.txt", "hello"))]);

        (await Unpack(zip, "a.txt")).ShouldBe("hello");
    }

    [Fact]
    public async Task names_in_the_old_code_page_are_understood()
    {
        var zip = await Open(new ZipBytes().AddRaw([0x81, (byte)'b'], "x"u8.ToArray()).ToArray());

        zip.Entries.Single().Path.ShouldBe("üb");
    }

    [Fact]
    public async Task a_dot_in_front_of_every_name_does_not_matter()
    {
        var zip = await Open(ZipBytes.Of(("./", ""), ("./a.txt", "hello")));

        zip.Problems.ShouldBeEmpty();
        zip.Entries.Single().Path.ShouldBe("a.txt");
    }

    public static TheoryData<string, byte[]> Broken() => new()
    {
        { nameof(ZipProblemCode.NotAZip), [] },
        { nameof(ZipProblemCode.NotAZip), "this is a text"u8.ToArray() },
        { nameof(ZipProblemCode.NotAZip), ZipBytes.Of(("a", "b"))[..^4] },
        { nameof(ZipProblemCode.Damaged), new ZipBytes().Add("a", "b").ToArray(declaredEntries: 2) },
        { nameof(ZipProblemCode.Damaged), new ZipBytes().AddRaw("a"u8.ToArray(), [1], declaredOffset: 4000).ToArray() },
        { nameof(ZipProblemCode.Split), new ZipBytes().Add("a", "b").ToArray(disk: 1) },
        { nameof(ZipProblemCode.TooManyEntries), ZipBytes.Of([.. Enumerable.Range(0, 11).Select(i => ($"f{i}", "x"))]) },
        { nameof(ZipProblemCode.TooManyEntries), Enumerable.Range(0, 11).Aggregate(new ZipBytes(), (z, i) => z.Add($"f{i}", "x")).ToArray(declaredEntries: 1) },
        { nameof(ZipProblemCode.TooLarge), new ZipBytes().AddRaw("a"u8.ToArray(), Noise(1001)).ToArray() },
        { nameof(ZipProblemCode.TooLarge), new ZipBytes().AddRaw("a"u8.ToArray(), Noise(60), declaredBytes: 1001).ToArray() },
        { nameof(ZipProblemCode.RatioTooHigh), new ZipBytes().Add("zeros", new byte[550]).ToArray() },
        { nameof(ZipProblemCode.RatioTooHigh), new ZipBytes().Add("a", new byte[400]).Add("b", new byte[400]).ToArray() },
        { nameof(ZipProblemCode.Overlap), new ZipBytes().AddRaw("a"u8.ToArray(), Noise(100)).AddRaw("b"u8.ToArray(), Noise(100), declaredOffset: 0).ToArray() },
        { nameof(ZipProblemCode.Encrypted), new ZipBytes().AddRaw("a"u8.ToArray(), [1], flags: 1).ToArray() },
        { nameof(ZipProblemCode.UnknownMethod), new ZipBytes().AddRaw("a"u8.ToArray(), [1], method: 9).ToArray() },
        { nameof(ZipProblemCode.UnknownMethod), new ZipBytes().AddRaw("a"u8.ToArray(), [1], method: 14).ToArray() },
        { nameof(ZipProblemCode.EmptyName), ZipBytes.Of(("", "x")) },
        { nameof(ZipProblemCode.EmptyName), ZipBytes.Of(("a//b", "x")) },
        { nameof(ZipProblemCode.EmptyName), ZipBytes.Of(("a/./b", "x")) },
        { nameof(ZipProblemCode.ControlCharacter), ZipBytes.Of(("a\nb", "x")) },
        { nameof(ZipProblemCode.ControlCharacter), ZipBytes.Of(("a\0.txt", "x")) },
        { nameof(ZipProblemCode.Backslash), ZipBytes.Of((@"folder\file", "x")) },
        { nameof(ZipProblemCode.Backslash), ZipBytes.Of((@"..\..\file", "x")) },
        { nameof(ZipProblemCode.AbsolutePath), ZipBytes.Of(("/etc/passwd", "x")) },
        { nameof(ZipProblemCode.DriveLetter), ZipBytes.Of(("C:/file", "x")) },
        { nameof(ZipProblemCode.DriveLetter), ZipBytes.Of(("c:file", "x")) },
        { nameof(ZipProblemCode.Escape), ZipBytes.Of(("../evil.txt", "x")) },
        { nameof(ZipProblemCode.Escape), ZipBytes.Of(("a/../../evil.txt", "x")) },
        { nameof(ZipProblemCode.PathTooLong), ZipBytes.Of((new string('a', 101), "x")) },
        { nameof(ZipProblemCode.Link), new ZipBytes().Add("a", "/etc/passwd", ZipBytes.Link).ToArray() },
        { nameof(ZipProblemCode.SpecialFile), new ZipBytes().Add("a", "", ZipBytes.Device).ToArray() },
        { nameof(ZipProblemCode.SpecialFile), new ZipBytes().Add("a", "", ZipBytes.Pipe).ToArray() },
        { nameof(ZipProblemCode.Duplicate), ZipBytes.Of(("a", "x"), ("a", "y")) },
        { nameof(ZipProblemCode.FileAndFolder), ZipBytes.Of(("a", "x"), ("a/b", "y")) },
        { nameof(ZipProblemCode.FileAndFolder), ZipBytes.Of(("a/b/c", "y"), ("a", "x")) },
        { nameof(ZipProblemCode.CaseCollision), ZipBytes.Of(("Read.me", "x"), ("read.ME", "y")) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task a_hostile_or_broken_archive_is_refused_by_name(string code, byte[] archive)
    {
        var zip = await Open(archive);

        var problem = zip.Problems.ShouldHaveSingleItem();
        problem.Code.ToString().ShouldBe(code);
        problem.Message.ShouldEndWith(".");
        problem.Hint.ShouldEndWith(".");
        zip.IsUsable.ShouldBe(problem.Code == ZipProblemCode.CaseCollision);
    }

    [Fact]
    public void every_refusal_has_a_case_here()
    {
        Broken().Select(row => row.Data.Item1).Distinct().ShouldBe(Enum.GetNames<ZipProblemCode>(), ignoreOrder: true);
    }

    [Fact]
    public async Task all_problems_are_told_at_once()
    {
        var zip = await Open(new ZipBytes().Add("../a", "x").Add("link", "x", ZipBytes.Link).Add("good", "x").ToArray());

        zip.Problems.Select(p => p.Code).ShouldBe([ZipProblemCode.Escape, ZipProblemCode.Link]);
        zip.Entries.Single().Path.ShouldBe("good");
    }

    public static TheoryData<string, byte[]> Lying() => new()
    {
        { "a wrong checksum", new ZipBytes().AddRaw("a"u8.ToArray(), [1, 2, 3], declaredCrc: 7).ToArray() },
        { "more bytes than declared", new ZipBytes().AddRaw("a"u8.ToArray(), [1, 2, 3], declaredBytes: 2).ToArray() },
        { "fewer bytes than declared", new ZipBytes().AddRaw("a"u8.ToArray(), [1, 2, 3], declaredBytes: 4).ToArray() },
        { "bytes that can't be unpacked", Overwritten(new ZipBytes().Add("a", "some text that is packed").ToArray(), at: 33) },
        { "an entry where none is", Overwritten(new ZipBytes().Add("a", "text").ToArray(), at: 0) },
    };

    [Theory]
    [MemberData(nameof(Lying))]
    public async Task an_archive_that_lies_is_found_out_while_reading(string how, byte[] archive)
    {
        how.ShouldNotBeEmpty();
        var zip = await Open(archive);

        (await Should.ThrowAsync<ZipDamagedException>(() => Unpack(zip, "a"))).Path.ShouldBe("a");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3_000_000_000)]
    [InlineData(long.MaxValue)]
    public async Task an_entry_far_beyond_the_archive_is_damaged(long offset)
    {
        var entry = new ZipEntry("a", IsFolder: false, 1, 1, 0, ZipEntry.Stored, 0, offset);

        (await Should.ThrowAsync<ZipDamagedException>(() => ZipDirectory.FindDataAsync(new MemoryStream(new byte[100]), entry, TestContext.Current.CancellationToken))).Path.ShouldBe("a");
    }

    [Fact]
    public async Task any_bytes_at_all_give_an_answer()
    {
        var random = new Random(20261120);
        var good = ZipBytes.Of(("a.txt", "hello"), ("folder/", ""), ("folder/b.txt", "there there there there"));
        for (var round = 0; round < 3000; round++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var zip = await Open(random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            foreach (var entry in zip.IsUsable ? zip.Entries.Where(e => !e.IsFolder) : [])
            {
                try
                {
                    (await Unpack(zip, entry.Path)).Length.ShouldBeLessThanOrEqualTo((int)Limits.MaxBytes);
                }
                catch (ZipDamagedException)
                {
                    // The other permitted answer.
                }
            }
        }
    }

    [Fact]
    public async Task the_same_folder_gives_the_same_zip_whatever_archive_it_came_in()
    {
        var one = ZipBytes.Of(("p/b.py", "two"), ("p/a.py", "one"), ("other", "x"));
        var two = new ZipBytes().Add("junk", "y").AddRaw("p/a.py"u8.ToArray(), "one"u8.ToArray(), method: ZipEntry.Stored).Add("p/b.py", "two").ToArray();

        (await Rezip(one)).ShouldBe(await Rezip(two));
    }

    [Fact]
    public async Task a_rewritten_zip_keeps_contents_and_what_can_be_executed()
    {
        var archive = new ZipBytes().Add("p/run.sh", "#!/bin/sh", ZipBytes.Executable).Add("p/data.csv", "1,2").ToArray();

        var zip = await Open(await Rezip(archive));

        zip.Problems.ShouldBeEmpty();
        zip.Entries.Select(e => (e.Path, e.IsExecutable)).ShouldBe([("data.csv", false), ("run.sh", true)]);
        (await Unpack(zip, "run.sh")).ShouldBe("#!/bin/sh");
    }

    private static async Task<byte[]> Rezip(byte[] archive)
    {
        var zip = await Open(archive);
        using var target = new MemoryStream();
        long read = 0;
        await WriteZip.ToAsync(target, zip.Entries.Where(e => e.Path.StartsWith("p/", StringComparison.Ordinal)).Select(e => (e.Path[2..], e)), zip, n => Count(ref read, n), Ct);
        read.ShouldBe(zip.Entries.Where(e => e.Path.StartsWith("p/", StringComparison.Ordinal)).Sum(e => e.Bytes));
        return target.ToArray();
    }

    private static ValueTask Count(ref long read, long bytes)
    {
        read += bytes;
        return ValueTask.CompletedTask;
    }

    private static Task<ZipFile> Open(byte[] archive) => ZipFile.ReadAsync(new MemoryStream(archive), Limits, Ct);

    private static async Task<string> Unpack(ZipFile zip, string path)
    {
        await using var entry = await zip.OpenAsync(zip.Entries.Single(e => e.Path == path), Ct);
        using var content = new MemoryStream();
        await entry.CopyToAsync(content, Ct);
        return Encoding.UTF8.GetString(content.ToArray());
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Overwritten(byte[] archive, int at)
    {
        archive[at] = 0xFF;
        return archive;
    }
}
