using System.Net;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Authorization;

namespace Agon.Hub.Tests.Features.SignOn.Authorization;

public sealed class PushedRequestTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task a_request_can_be_handed_in_before_the_browser_comes()
    {
        var node = await TestClient.NodeAsync(hub);
        var pushed = await PushAsync(node);

        pushed.Status.ShouldBe(HttpStatusCode.Created);
        pushed["expires_in"].ShouldBe("90");
        pushed.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var consent = await (await hub.SignedIn(await hub.Account())).VisitAsync(Url(node, pushed));
        var arrival = Arrival.Of(await consent.Form("Agree and go on").SendAsync());

        arrival["state"].ShouldBe("the state");
        (await node.RedeemAsync(arrival.Code)).ShouldBeGood();
    }

    [Fact]
    public async Task signing_in_may_take_longer_than_the_request_is_kept()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account();
        var signIn = await hub.Browser().VisitAsync(Url(node, await PushAsync(node)));
        hub.Clock.Advance(TimeSpan.FromMinutes(10));

        var consent = await signIn.Form("Sign in").Fill("E-mail address", email).Fill("Password", HubHost.Password).SendAsync();

        Arrival.Of(await consent.Form("Agree and go on").SendAsync()).Code.ShouldNotBeEmpty();
    }

    [Fact]
    [Refuses(SignOnRefusal.PushedRequestUsed)]
    public async Task it_is_used_once_however_many_come_with_it_together()
    {
        var node = await TestClient.NodeAsync(hub);
        var url = Url(node, await PushAsync(node));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => hub.Client().GetAsync(url, TestContext.Current.CancellationToken)));

        answers.Count(a => a.StatusCode == HttpStatusCode.Redirect).ShouldBe(1);
        await ShouldBeShownAsync(url, SignOnRefusal.PushedRequestUsed);
    }

    [Fact]
    [Refuses(SignOnRefusal.PushedRequestExpired)]
    public async Task it_is_not_kept_for_long()
    {
        var node = await TestClient.NodeAsync(hub);
        var url = Url(node, await PushAsync(node));
        hub.Clock.Advance(SignOnRules.PushedRequest);

        await ShouldBeShownAsync(url, SignOnRefusal.PushedRequestExpired);
    }

    [Fact]
    [Refuses(SignOnRefusal.PushedRequestUnknown)]
    public async Task nobody_uses_anothers_or_one_of_their_own_making()
    {
        var (node, other) = (await TestClient.NodeAsync(hub), await TestClient.NodeAsync(hub));
        var pushed = await PushAsync(node);

        await ShouldBeShownAsync(Url(other, pushed), SignOnRefusal.PushedRequestUnknown);
        foreach (var made in new[] { PushedRequest.Prefix + "made-up", "https://evil.example/request", "x" })
        {
            await ShouldBeShownAsync(Url(node, made), SignOnRefusal.PushedRequestUnknown);
        }
    }

    [Fact]
    [Refuses(SignOnRefusal.PushedRequestNested)]
    public async Task what_is_wrong_is_said_at_once()
    {
        var node = await TestClient.NodeAsync(hub);

        (await PushAsync(node, ("request_uri", PushedRequest.Prefix + "x"))).ShouldBeRefused(SignOnRefusal.PushedRequestNested);
        (await PushAsync(node, ("code_challenge_method", "plain"))).ShouldBeRefused(SignOnRefusal.CodeChallengeMethodUnsupported);
        (await PushAsync(node, ("redirect_uri", "https://evil.example/"))).ShouldBeRefused(SignOnRefusal.RedirectUriNotRegistered);
        (await PushAsync(node, ("client_assertion", null), ("client_assertion_type", null))).ShouldBeRefused(SignOnRefusal.ClientAuthenticationMissing);
    }

    private static Task<Answer> PushAsync(TestClient client, params (string Name, string? Value)[] changes) =>
        client.PostAsync("/connect/par", [.. client.Request().Select(p => (p.Key, (string?)p.Value)), .. changes]);

    private static string Url(TestClient client, Answer pushed) => Url(client, pushed["request_uri"]);

    private static string Url(TestClient client, string requestUri) =>
        $"/connect/authorize?client_id={client.Id}&request_uri={Uri.EscapeDataString(requestUri)}";

    private async Task ShouldBeShownAsync(string url, SignOnRefusal refusal)
    {
        var page = await hub.Browser().VisitAsync(url);
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldRefuse(refusal, SignOnMessages.Describe(refusal));
    }
}
