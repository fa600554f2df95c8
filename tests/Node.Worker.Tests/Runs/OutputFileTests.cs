using System.IO.Compression;
using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class OutputFileTests : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task a_directory_is_zipped_in_order_and_hashed()
    {
        var ct = TestContext.Current.CancellationToken;
        _directory.Write("out/b.txt", "b");
        _directory.Write("out/a/c.txt", "c");

        var file = await OutputFile.ZipAsync("prediction", _directory["out"], _directory["x.zip"], ct);

        var bytes = await File.ReadAllBytesAsync(_directory["x.zip"], ct);
        file.ShouldBe(new OutputFile("prediction", _directory["x.zip"], "application/zip", Wish.Sha256(bytes)));
        Archive.Read(bytes).ShouldBe(new Dictionary<string, string> { ["a/c.txt"] = "c", ["b.txt"] = "b" });
    }

    [Fact]
    public void only_files_of_the_directory_are_opened()
    {
        var outside = _directory.Write("secret", "x");
        _directory.Write("out/a", "a");
        File.CreateSymbolicLink(_directory["out/link"], outside);
        File.CreateSymbolicLink(_directory["out/folder"], _directory.Path);
        File.CreateSymbolicLink(_directory["alias"], _directory["out"]);

        using (var file = WrittenFile.Open(_directory["alias"], _directory["alias/a"]))
        {
            file.ReadByte().ShouldBe('a');
        }

        foreach (var path in new[] { "out/link", "out/folder/secret", "out/folder", "out/none" })
        {
            Should.Throw<IOException>(() => WrittenFile.Open(_directory["out"], _directory[path]));
        }
    }

    [Theory]
    [InlineData(1970)]
    [InlineData(2300)]
    public async Task times_a_zip_can_not_say_are_no_obstacle(int year)
    {
        File.SetLastWriteTimeUtc(_directory.Write("out/a", "a"), new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await OutputFile.ZipAsync("scoring", _directory["out"], _directory["x.zip"], TestContext.Current.CancellationToken);

        await using var zip = await ZipFile.OpenReadAsync(_directory["x.zip"], TestContext.Current.CancellationToken);
        zip.Entries.Single().Name.ShouldBe("a");
    }

    public ValueTask DisposeAsync() => _directory.DisposeAsync();
}
