using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Agon.Node.Features.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Files;

public sealed class FileEndpointTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_link_gives_its_object_to_whoever_holds_it()
    {
        var response = await node.Api().GetAsync(await Link("hello"), Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Ct)).ShouldBe("hello");
    }

    [Fact]
    public async Task a_file_is_always_a_download_and_never_a_page()
    {
        var response = await node.Api().GetAsync(await Link("<script>alert(1)</script>", "page.html"), Ct);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task a_part_can_be_asked_for()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, await Link("0123456789")) { Headers = { Range = new RangeHeaderValue(4, 6) } };

        var response = await node.Api().SendAsync(request, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsStringAsync(Ct)).ShouldBe("456");
    }

    [Fact]
    public async Task the_size_can_be_asked_for()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, await Link("0123456789"));

        (await node.Api().SendAsync(request, Ct)).Content.Headers.ContentLength.ShouldBe(10);
    }

    [Fact]
    public async Task an_expired_link_says_so()
    {
        var link = await Link("late");
        node.Clock.Advance(TimeSpan.FromMinutes(5));

        (await node.Api().GetAsync(link, Ct)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("/files/nonsense")]
    [InlineData("/files/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")]
    public async Task a_made_up_link_leads_nowhere(string link)
    {
        (await node.Api().GetAsync(link, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> Link(string content, string name = "file.bin")
    {
        await using var writer = node.Services.GetRequiredService<IFileStore>().Begin(1000);
        await writer.WriteAsync(Encoding.UTF8.GetBytes(content), Ct);
        var blob = await writer.CompleteAsync(Ct);
        return node.Services.GetRequiredService<FileLinks>().PathTo(blob.Sha256, name, TimeSpan.FromMinutes(5));
    }
}
