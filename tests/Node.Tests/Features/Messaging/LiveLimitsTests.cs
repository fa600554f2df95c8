using System.Net;

namespace Agon.Node.Tests.Features.Messaging;

public sealed class LiveLimitsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task strangers_at_one_address_have_so_many_lines_until_old_ones_end()
    {
        var competition = await node.Given.Competition();
        var address = $"/competitions/{competition.Slug}/leaderboard/events?phase=1";
        var lines = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ListenAsync(node.Api(), address)));
        lines.ShouldAllBe(l => l.StatusCode == HttpStatusCode.OK);

        foreach (var another in (string[])[address, $"/competitions/{competition.Slug}/events"])
        {
            (await ListenAsync(node.Api(), another)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        }

        using var browser = (await node.BrowserOf(await node.Given.Account())).Http;
        (await ListenAsync(browser, address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await node.Api().GetAsync($"/competitions/{competition.Slug}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        node.Clock.Advance(TimeSpan.FromMinutes(15));
        foreach (var line in lines)
        {
            (await line.Content.ReadAsStringAsync(Ct)).ShouldContain("breath");
        }

        (await ListenAsync(node.Api(), address)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> ListenAsync(HttpClient client, string address) => client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Ct);
}
