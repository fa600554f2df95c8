using System.Security.Cryptography;
using Agon.Node.Features.Files;

namespace Agon.Node.Tests.Features.Files;

public sealed class DiskFileStoreTests : FileStoreCompliance, IDisposable
{
    private static readonly byte[] Content = "some content"u8.ToArray();

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("agon-files-");
    private readonly DiskFileStore _store;

    public DiskFileStoreTests() => _store = new DiskFileStore(_directory.FullName, Clock);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected override IFileStore Store => _store;

    private IEnumerable<string> Blobs => Directory.EnumerateFiles(Path.Combine(_directory.FullName, "blobs"), "*", SearchOption.AllDirectories);

    private string[] Uploads => Directory.GetFiles(Path.Combine(_directory.FullName, "uploads"));

    [Fact]
    public async Task a_blob_lies_two_folders_deep_under_its_digest()
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Content));
        await using var writer = _store.Begin(100);
        await writer.WriteAsync(Content, Ct);

        await writer.CompleteAsync(Ct);

        Blobs.ShouldBe([Path.Combine(_directory.FullName, "blobs", digest[..2], digest[2..4], digest)]);
        Uploads.ShouldBeEmpty();
    }

    [Fact]
    public async Task nothing_is_among_the_blobs_before_it_is_whole()
    {
        await using var writer = _store.Begin(100);
        await writer.WriteAsync(Content, Ct);

        Blobs.ShouldBeEmpty();
        Uploads.Length.ShouldBe(1);
    }

    [Fact]
    public async Task a_damaged_blob_is_mended_by_writing_its_content_again()
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Content));
        await Write();
        await File.WriteAllTextAsync(Blobs.Single(), "half", Ct);

        await Write();

        await using var mended = await _store.OpenAsync(digest, Ct);
        mended!.Length.ShouldBe(Content.Length);
    }

    [Fact]
    public async Task leftovers_of_a_killed_process_are_removed_and_uploads_in_progress_stay()
    {
        await File.WriteAllBytesAsync(Path.Combine(_directory.FullName, "uploads", "leftover"), Content, Ct);
        await using var writer = _store.Begin(100);
        await writer.WriteAsync(Content, Ct);

        _store.RemoveLeftovers().ShouldBe(1);

        (await writer.CompleteAsync(Ct)).Bytes.ShouldBe(Content.Length);
        Blobs.Count().ShouldBe(1);
    }

    [Fact]
    public void scratch_vanishes_when_closed()
    {
        using (_store.OpenScratch())
        {
            Uploads.Length.ShouldBe(1);
            _store.RemoveLeftovers().ShouldBe(0);
        }

        Uploads.ShouldBeEmpty();
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task Write()
    {
        await using var writer = _store.Begin(100);
        await writer.WriteAsync(Content, Ct);
        await writer.CompleteAsync(Ct);
    }
}
