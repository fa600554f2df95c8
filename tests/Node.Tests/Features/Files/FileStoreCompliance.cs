using System.Security.Cryptography;
using System.Text;
using Agon.Node.Features.Files;

namespace Agon.Node.Tests.Features.Files;

/// <summary>What every store of files promises; inherited once per kind of store.</summary>
public abstract class FileStoreCompliance
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract IFileStore Store { get; }

    private protected ManualClock Clock { get; } = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Fact]
    public async Task what_was_written_is_found_under_its_digest()
    {
        var blob = await Write("hello");

        blob.ShouldBe(new StoredBlob("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 5));
        (await Read(blob.Sha256)).ShouldBe("hello");
    }

    [Fact]
    public async Task the_same_content_is_one_blob()
    {
        var first = await Write("twice");
        var second = await Write("twice");

        second.ShouldBe(first);
        (await Store.DeleteAsync(first.Sha256, DateTimeOffset.MaxValue, Ct)).ShouldBeTrue();
        (await Store.OpenAsync(second.Sha256, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task a_writer_that_is_not_completed_leaves_nothing()
    {
        var content = Encoding.UTF8.GetBytes("abandoned");
        await using (var writer = Store.Begin(100))
        {
            await writer.WriteAsync(content, Ct);
        }

        (await Store.OpenAsync(Digest(content), Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task one_byte_too_many_is_refused_while_it_is_written()
    {
        await using var writer = Store.Begin(maxBytes: 4);
        await writer.WriteAsync("1234"u8.ToArray(), Ct);

        (await Should.ThrowAsync<BlobTooLargeException>(async () => await writer.WriteAsync("5"u8.ToArray(), Ct))).MaxBytes.ShouldBe(4);
    }

    [Fact]
    public async Task exactly_the_limit_is_accepted()
    {
        (await Write("1234", maxBytes: 4)).Bytes.ShouldBe(4);
    }

    [Fact]
    public async Task an_empty_blob_is_a_blob()
    {
        var blob = await Write("");

        (await Read(blob.Sha256)).ShouldBe("");
    }

    [Fact]
    public async Task many_pieces_hash_like_one()
    {
        var bytes = new byte[1_000_003];
        new Random(1).NextBytes(bytes);
        await using var writer = Store.Begin(bytes.Length);
        for (var at = 0; at < bytes.Length; at += 4099)
        {
            await writer.WriteAsync(bytes.AsMemory(at, Math.Min(4099, bytes.Length - at)), Ct);
        }

        var blob = await writer.CompleteAsync(Ct);

        blob.Sha256.ShouldBe(Digest(bytes));
    }

    [Fact]
    public async Task a_part_can_be_read_from_the_middle()
    {
        var blob = await Write("0123456789");

        await using var stream = await Store.OpenAsync(blob.Sha256, Ct);
        stream!.Seek(4, SeekOrigin.Begin);
        var part = new byte[3];
        await stream.ReadExactlyAsync(part, Ct);

        Encoding.UTF8.GetString(part).ShouldBe("456");
    }

    [Fact]
    public async Task an_unknown_digest_is_no_error()
    {
        var unknown = new string('0', 64);

        (await Store.OpenAsync(unknown, Ct)).ShouldBeNull();
        (await Store.DeleteAsync(unknown, DateTimeOffset.MaxValue, Ct)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824")]
    [InlineData("../4dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824aa")]
    public async Task what_is_not_a_digest_is_never_looked_up(string digest)
    {
        await Should.ThrowAsync<ArgumentException>(async () => await Store.OpenAsync(digest, Ct));
    }

    [Fact]
    public async Task a_blob_being_read_survives_being_written_again()
    {
        var blob = await Write("stable");
        await using var reader = await Store.OpenAsync(blob.Sha256, Ct);

        await Write("stable");

        using var text = new StreamReader(reader!);
        (await text.ReadToEndAsync(Ct)).ShouldBe("stable");
    }

    [Fact]
    public async Task a_blob_kept_again_is_young_again()
    {
        var blob = await Write("again");
        Clock.Advance(TimeSpan.FromHours(2));
        var since = Clock.GetUtcNow() - TimeSpan.FromHours(1);
        Store.KeptBefore(since).ShouldBe([blob.Sha256]);

        await Write("again");

        Store.KeptBefore(since).ShouldBeEmpty();
        (await Store.DeleteAsync(blob.Sha256, since, Ct)).ShouldBeFalse();
        (await Read(blob.Sha256)).ShouldBe("again");
    }

    [Fact]
    public async Task scratch_can_be_written_and_read_back()
    {
        await using var scratch = Store.OpenScratch();
        await scratch.WriteAsync("scratch"u8.ToArray(), Ct);
        scratch.Position = 0;

        using var text = new StreamReader(scratch);
        (await text.ReadToEndAsync(Ct)).ShouldBe("scratch");
    }

    private async Task<StoredBlob> Write(string text, long maxBytes = 1000)
    {
        await using var writer = Store.Begin(maxBytes);
        await writer.WriteAsync(Encoding.UTF8.GetBytes(text), Ct);
        return await writer.CompleteAsync(Ct);
    }

    private async Task<string> Read(string digest)
    {
        using var text = new StreamReader((await Store.OpenAsync(digest, Ct)).ShouldNotBeNull());
        return await text.ReadToEndAsync(Ct);
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
