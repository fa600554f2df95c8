using System.Text;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Files;

public sealed class SweepBlobsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IFileStore Store => node.Services.GetRequiredService<IFileStore>();

    [Fact]
    public async Task a_blob_without_a_file_goes_after_a_day_and_not_before()
    {
        await node.Given.StoredFile("used", StoredFileKind.Submission, "used.zip");
        var blob = await Write("unused");
        node.Clock.Advance(TimeSpan.FromHours(23));
        await SweepAsync();
        (await Exists(blob)).ShouldBeTrue();

        node.Clock.Advance(TimeSpan.FromHours(2));
        await SweepAsync();

        (await Exists(blob)).ShouldBeFalse();
    }

    [Fact]
    public async Task a_blob_with_a_file_stays()
    {
        var blob = await Write("kept");
        await node.Given.StoredFile("kept", StoredFileKind.RunOutput, "kept.zip");
        node.Clock.Advance(TimeSpan.FromDays(400));

        await SweepAsync();

        (await Exists(blob)).ShouldBeTrue();
    }

    [Fact]
    public async Task content_sent_again_just_now_stays_until_it_is_used()
    {
        var blob = await Write("sent again");
        node.Clock.Advance(TimeSpan.FromDays(2));
        await Write("sent again");

        await SweepAsync();

        (await Exists(blob)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_bundle_goes_when_its_import_was_refused(bool isRefused)
    {
        var blob = await Write($"bundle {isRefused}");
        var import = ReceiveBundle.NewImport(blob, "b.zip", (await node.Given.Account()).Id, node.Clock.GetUtcNow());
        import.Begin("Reading the archive");
        if (isRefused)
        {
            import.Refuse("[]", node.Clock.GetUtcNow());
        }
        else
        {
            import.Succeed((await node.Given.Competition()).Id, warnings: null, node.Clock.GetUtcNow());
        }

        await node.QueryAsync(db =>
        {
            db.Add(import);
            return db.SaveChangesAsync(Ct);
        });
        node.Clock.Advance(TimeSpan.FromDays(2));

        await SweepAsync();

        (await Exists(blob)).ShouldBe(!isRefused);
    }

    private Task<int> SweepAsync() => node.DoAsync<SweepBlobs, int>(sweep => sweep.ExecuteAsync(Ct));

    private async Task<bool> Exists(StoredBlob blob)
    {
        await using var stream = await Store.OpenAsync(blob.Sha256, Ct);
        return stream is not null;
    }

    private async Task<StoredBlob> Write(string text)
    {
        await using var writer = Store.Begin(1000);
        await writer.WriteAsync(Encoding.UTF8.GetBytes(text), Ct);
        return await writer.CompleteAsync(Ct);
    }
}
