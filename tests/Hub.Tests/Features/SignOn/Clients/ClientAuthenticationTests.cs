using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.SignOn.Clients;

/// <summary>How a client proves who it is, and every way in which that fails.</summary>
public sealed class ClientAuthenticationTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly Dictionary<string, string> Ask = new() { ["grant_type"] = "client_credentials" };

    [Fact]
    public async Task a_node_signs_with_its_own_key_in_either_algorithm()
    {
        using var rsa = SigningKey.Create(SigningAlgorithm.RS256);
        var node = await TestClient.NodeAsync(hub);
        var other = await TestClient.NodeAsync(hub, r => r with { Keys = new JsonWebKeySet([rsa.Public]) });

        (await AssertAsync(node, node.Assertion())).ShouldBeGood();
        (await AssertAsync(other, other.Assertion(rsa))).ShouldBeGood();
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("http://localhost/connect/token")]
    public async Task an_assertion_is_meant_for_the_issuer_or_the_token_endpoint(string audience)
    {
        var node = await TestClient.NodeAsync(hub);

        (await AssertAsync(node, node.Assertion(changes: ("aud", audience)))).ShouldBeGood();
        (await AssertAsync(node, node.Assertion(kind: "client-authentication+jwt", changes: ("aud", new JsonArray(audience))))).ShouldBeGood();
    }

    [Fact]
    public async Task a_nodes_assertion_is_meant_for_the_issuer_alone()
    {
        var node = await TestClient.NodeAsync(hub);
        await hub.QueryAsync(db => db.Clients.Where(c => c.ClientId == node.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.MemberId, (Guid?)Guid.AllBitsSet)));

        (await AssertAsync(node, node.Assertion(changes: ("aud", "http://localhost/connect/token")))).ShouldBeRefused(SignOnRefusal.AssertionAudienceWrong);
        (await AssertAsync(node, node.Assertion())).ShouldBeGood();
    }

    [Fact]
    public async Task a_secret_goes_into_the_header()
    {
        var site = await TestClient.WithSecretAsync(hub);

        (await site.SendAsync("/connect/token", Ask, TestClient.Basic(site.Id, site.Secret!))).ShouldBeGood();
    }

    [Fact]
    [Refuses(SignOnRefusal.ClientSecretWrong, SignOnRefusal.ClientUnknown)]
    public async Task a_wrong_secret_and_an_unknown_client_are_refused_with_a_challenge()
    {
        var site = await TestClient.WithSecretAsync(hub);

        var wrong = await site.SendAsync("/connect/token", Ask, TestClient.Basic(site.Id, "wrong"));
        wrong.ShouldBeRefused(SignOnRefusal.ClientSecretWrong);
        wrong.Status.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Response.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Basic");
        (await site.SendAsync("/connect/token", Ask, TestClient.Basic("nobody", site.Secret!))).ShouldBeRefused(SignOnRefusal.ClientUnknown);
        (await site.SendAsync("/connect/token", Ask, TestClient.Basic("no\0body", site.Secret!))).ShouldBeRefused(SignOnRefusal.ClientAuthenticationUnsupported);
    }

    [Fact]
    [Refuses(SignOnRefusal.ClientAuthenticationUnsupported, SignOnRefusal.ClientAuthenticationTwice, SignOnRefusal.ClientAuthenticationMissing)]
    public async Task there_is_one_place_for_each_proof()
    {
        var (site, node) = (await TestClient.WithSecretAsync(hub), await TestClient.NodeAsync(hub));
        var inBody = new Dictionary<string, string>(Ask) { ["client_id"] = site.Id, ["client_secret"] = site.Secret! };
        var asserted = new Dictionary<string, string>(Ask) { ["client_assertion_type"] = AuthenticateClient.AssertionType, ["client_assertion"] = node.Assertion() };

        (await site.SendAsync("/connect/token", inBody)).ShouldBeRefused(SignOnRefusal.ClientAuthenticationUnsupported);
        (await site.SendAsync("/connect/token", Ask, new AuthenticationHeaderValue("Digest", "x"))).ShouldBeRefused(SignOnRefusal.ClientAuthenticationUnsupported);
        (await site.SendAsync("/connect/token", inBody, TestClient.Basic(site.Id, site.Secret!))).ShouldBeRefused(SignOnRefusal.ClientAuthenticationTwice);
        (await site.SendAsync("/connect/token", asserted, TestClient.Basic(site.Id, site.Secret!))).ShouldBeRefused(SignOnRefusal.ClientAuthenticationTwice);
        (await site.SendAsync("/connect/token", Ask)).ShouldBeRefused(SignOnRefusal.ClientAuthenticationMissing);
        (await site.SendAsync("/connect/token", new Dictionary<string, string>(Ask) { ["client_id"] = site.Id })).ShouldBeRefused(SignOnRefusal.ClientAuthenticationMissing);
    }

    [Fact]
    [Refuses(SignOnRefusal.ClientAuthenticationOther)]
    public async Task a_client_keeps_to_the_way_it_is_registered_for()
    {
        using var key = SigningKey.Create(SigningAlgorithm.ES256);
        var (site, node) = (await TestClient.WithSecretAsync(hub), await TestClient.NodeAsync(hub));

        (await AssertAsync(site, site.Assertion(key))).ShouldBeRefused(SignOnRefusal.ClientAuthenticationOther);
        (await node.SendAsync("/connect/token", Ask, TestClient.Basic(node.Id, "guess"))).ShouldBeRefused(SignOnRefusal.ClientAuthenticationOther);
    }

    [Fact]
    [Refuses(SignOnRefusal.ClientIdMismatch)]
    public async Task nobody_speaks_for_another()
    {
        var (node, other) = (await TestClient.NodeAsync(hub), await TestClient.NodeAsync(hub));

        (await node.TokenAsync(("grant_type", "client_credentials"), ("client_id", other.Id))).ShouldBeRefused(SignOnRefusal.ClientIdMismatch);
    }

    [Fact]
    [Refuses(SignOnRefusal.AssertionTypeUnsupported, SignOnRefusal.AssertionMalformed)]
    public async Task an_assertion_is_of_the_one_type_and_can_be_read()
    {
        var node = await TestClient.NodeAsync(hub);

        (await node.TokenAsync(("grant_type", "client_credentials"), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"))).ShouldBeRefused(SignOnRefusal.AssertionTypeUnsupported);
        (await node.TokenAsync(("grant_type", "client_credentials"), ("client_assertion_type", null))).ShouldBeRefused(SignOnRefusal.AssertionTypeUnsupported);
        foreach (var text in new[] { "x", "a.b.c", "..", new string('a', 20_000), node.Assertion() + ".x" })
        {
            (await AssertAsync(node, text)).ShouldBeRefused(SignOnRefusal.AssertionMalformed);
        }

        (await node.TokenAsync(("grant_type", "client_credentials"), ("client_assertion", null))).ShouldBeRefused(SignOnRefusal.AssertionMalformed);
    }

    [Fact]
    [Refuses(SignOnRefusal.AssertionAlgorithmNotAllowed, SignOnRefusal.AssertionKindWrong, SignOnRefusal.AssertionCriticalHeader)]
    public async Task unsigned_assertions_and_tokens_of_another_kind_count_for_nothing()
    {
        var node = await TestClient.NodeAsync(hub);
        var claims = node.Assertion().Split('.')[1];

        (await AssertAsync(node, $"{Part("""{"alg":"none","typ":"JWT"}""")}.{claims}.")).ShouldBeRefused(SignOnRefusal.AssertionAlgorithmNotAllowed);
        (await AssertAsync(node, $"{Part("""{"alg":"HS256","typ":"JWT"}""")}.{claims}.{Part("x")}")).ShouldBeRefused(SignOnRefusal.AssertionAlgorithmNotAllowed);
        (await AssertAsync(node, $"{Part("""{"alg":"ES256","typ":"JWT","crit":["exp"]}""")}.{claims}.{Part("x")}")).ShouldBeRefused(SignOnRefusal.AssertionCriticalHeader);
        (await AssertAsync(node, node.Assertion(kind: "at+jwt"))).ShouldBeRefused(SignOnRefusal.AssertionKindWrong);
        (await AssertAsync(node, node.Assertion(kind: "logout+jwt"))).ShouldBeRefused(SignOnRefusal.AssertionKindWrong);
    }

    [Fact]
    [Refuses(SignOnRefusal.AssertionKeyUnknown, SignOnRefusal.AssertionSignatureWrong)]
    public async Task only_the_clients_own_key_signs_for_it()
    {
        using var stranger = SigningKey.Create(SigningAlgorithm.ES256);
        var node = await TestClient.NodeAsync(hub);
        var (good, other) = (node.Assertion().Split('.'), node.Assertion().Split('.'));

        (await AssertAsync(node, node.Assertion(stranger))).ShouldBeRefused(SignOnRefusal.AssertionKeyUnknown);
        (await AssertAsync(node, $"{good[0]}.{other[1]}.{good[2]}")).ShouldBeRefused(SignOnRefusal.AssertionSignatureWrong);
    }

    [Fact]
    [Refuses(SignOnRefusal.AssertionIssuerWrong, SignOnRefusal.AssertionAudienceWrong, SignOnRefusal.AssertionClaimMissing)]
    public async Task an_assertion_says_who_for_whom_until_when_and_which()
    {
        var node = await TestClient.NodeAsync(hub);

        (await AssertAsync(node, node.Assertion(changes: ("iss", "another")))).ShouldBeRefused(SignOnRefusal.AssertionIssuerWrong);
        (await AssertAsync(node, node.Assertion(changes: ("aud", "https://another-hub.example")))).ShouldBeRefused(SignOnRefusal.AssertionAudienceWrong);
        (await AssertAsync(node, node.Assertion(changes: ("aud", null)))).ShouldBeRefused(SignOnRefusal.AssertionAudienceWrong);
        // Another server it is meant for could use it here.
        (await AssertAsync(node, node.Assertion(changes: ("aud", new JsonArray(TestClient.Issuer, "https://another-hub.example"))))).ShouldBeRefused(SignOnRefusal.AssertionAudienceWrong);
        (await AssertAsync(node, node.Assertion(changes: ("exp", null)))).ShouldBeRefused(SignOnRefusal.AssertionClaimMissing);
        (await AssertAsync(node, node.Assertion(changes: ("jti", null)))).ShouldBeRefused(SignOnRefusal.AssertionClaimMissing);
    }

    [Fact]
    [Refuses(SignOnRefusal.AssertionExpired, SignOnRefusal.AssertionNotYetValid, SignOnRefusal.AssertionTooLong)]
    public async Task clocks_may_be_a_minute_apart_and_no_more()
    {
        var node = await TestClient.NodeAsync(hub);
        var now = hub.Clock.GetUtcNow().ToUnixTimeSeconds();

        (await AssertAsync(node, node.Assertion(changes: [("iat", now - 100), ("exp", now - 59)]))).ShouldBeGood();
        (await AssertAsync(node, node.Assertion(changes: [("iat", now - 100), ("exp", now - 60)]))).ShouldBeRefused(SignOnRefusal.AssertionExpired);
        (await AssertAsync(node, node.Assertion(changes: [("iat", now + 60), ("exp", now + 120)]))).ShouldBeGood();
        (await AssertAsync(node, node.Assertion(changes: [("iat", now + 61), ("exp", now + 120)]))).ShouldBeRefused(SignOnRefusal.AssertionNotYetValid);
        (await AssertAsync(node, node.Assertion(changes: ("nbf", now + 61)))).ShouldBeRefused(SignOnRefusal.AssertionNotYetValid);
        (await AssertAsync(node, node.Assertion(changes: ("exp", now + 361)))).ShouldBeRefused(SignOnRefusal.AssertionTooLong);
    }

    [Fact]
    [Refuses(SignOnRefusal.AssertionReplayed)]
    public async Task an_assertion_is_used_once_however_often_it_arrives_together()
    {
        var (node, other) = (await TestClient.NodeAsync(hub), await TestClient.NodeAsync(hub));
        var assertion = node.Assertion(changes: ("jti", "once"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AssertAsync(node, assertion)));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        (await AssertAsync(node, assertion)).ShouldBeRefused(SignOnRefusal.AssertionReplayed);
        (await AssertAsync(other, other.Assertion(changes: ("jti", "once")))).ShouldBeGood();
    }

    [Fact]
    public async Task a_disabled_client_is_refused_everywhere_at_once()
    {
        var node = await TestClient.NodeAsync(hub);
        var tokens = (await node.RedeemAsync(await node.CodeAsync(changes: ("scope", "openid offline_access")))).ShouldBeGood();
        await node.DisableAsync();

        (await node.TokenAsync(("grant_type", "client_credentials"))).ShouldBeRefused(SignOnRefusal.ClientDisabled);
        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.ClientDisabled);
        (await node.PostAsync("/connect/par", ("scope", "openid"))).ShouldBeRefused(SignOnRefusal.ClientDisabled);
        (await node.PostAsync("/connect/introspect", ("token", tokens["access_token"]))).ShouldBeRefused(SignOnRefusal.ClientDisabled);
        (await node.PostAsync("/connect/revoke", ("token", tokens["access_token"]))).ShouldBeRefused(SignOnRefusal.ClientDisabled);
        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeRefused(SignOnRefusal.AccessTokenRevoked);
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static Task<Answer> AssertAsync(TestClient client, string assertion) => client.SendAsync("/connect/token", new Dictionary<string, string>(Ask)
    {
        ["client_assertion_type"] = AuthenticateClient.AssertionType,
        ["client_assertion"] = assertion,
    });
}
