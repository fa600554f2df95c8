using System.Net;
using Agon.Hub.Features.SignOn;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn;

public sealed class SignOnLimitsTests : IAsyncLifetime
{
    private static readonly string[] Open = [".well-known", "connect", "device", "federation"];
    private readonly HubHost _hub = new();

    public async ValueTask InitializeAsync()
    {
        _hub.Settings["SignOn:RequestsPerMinute"] = "3";
        await _hub.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task an_address_asks_so_often_in_a_minute_and_then_waits()
    {
        var node = await TestClient.NodeAsync(_hub);
        for (var i = 0; i < 3; i++)
        {
            (await node.TokenAsync(("grant_type", "client_credentials"))).ShouldBeGood();
        }

        foreach (var path in new[] { "/connect/token", "/connect/par", "/connect/introspect", "/connect/revoke", "/connect/userinfo" })
        {
            (await _hub.Client().PostAsync(path, null, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, path);
        }

        (await _hub.Client().GetAsync(node.AuthorizeUrl(), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await _hub.Client().GetAsync("/", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void every_address_that_strangers_may_call_is_limited()
    {
        var open = _hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Pattern: e.RoutePattern.RawText!.TrimStart('/'), e.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName, IsOff: e.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null))
            .Where(e => Open.Contains(e.Pattern.Split('/')[0])).ToList();

        open.Select(e => e.Pattern.Split('/')[0]).Distinct().ShouldBe(Open, ignoreOrder: true);
        open.Where(e => e.PolicyName is null || e.IsOff).Select(e => e.Pattern).ShouldBeEmpty();
    }

    [Fact]
    [Refuses(SignOnRefusal.TooManyRequests)]
    public async Task a_client_that_proves_nothing_fills_no_tables()
    {
        await using var alone = QuietHub.Of(new HubHost());
        await alone.InitializeAsync();
        var client = await TestClient.PublicAsync(alone);
        Task<Answer> PushAsync(TestClient by) => by.PostAsync("/connect/par", [.. by.Request().Select(p => (p.Key, (string?)p.Value))]);

        for (var i = 0; i < SignOnRules.PublicRequestsPerMinute; i++)
        {
            (await PushAsync(client)).Status.ShouldBe(HttpStatusCode.Created);
        }

        var refused = await PushAsync(client);
        refused.ShouldBeRefused(SignOnRefusal.TooManyRequests);
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await client.PostAsync("/connect/device")).ShouldBeRefused(SignOnRefusal.TooManyRequests);
        (await PushAsync(await TestClient.NodeAsync(alone))).Status.ShouldBe(HttpStatusCode.Created);
    }
}
