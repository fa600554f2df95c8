using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Hub.Features.SignOn.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn.Tokens;

/// <summary>What access tokens open: userinfo, introspection, revocation, and a node's own calls.</summary>
public sealed class TokenUseTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_client_sees_what_the_person_agreed_to_and_no_more()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account("Ada");
        var browser = await hub.SignedIn(email);
        var all = (await node.RedeemAsync(await node.CodeAsync(browser))).ShouldBeGood();
        var little = (await node.RedeemAsync(await node.CodeAsync(browser, ("scope", "openid")))).ShouldBeGood();

        var person = (await node.UserInfoAsync(all["access_token"])).ShouldBeGood();
        (person["name"], person["email"], person["email_verified"]).ShouldBe(("Ada", email, "True"));
        person.Response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        var sub = (await node.UserInfoAsync(little["access_token"])).ShouldBeGood();
        sub.Json.EnumerateObject().Select(p => p.Name).ShouldBe(["sub"]);
    }

    [Fact]
    [Refuses(SignOnRefusal.AccessTokenMissing, SignOnRefusal.AccessTokenTwice)]
    public async Task the_token_comes_in_one_way()
    {
        var node = await TestClient.NodeAsync(hub);
        var token = (await node.RedeemAsync(await node.CodeAsync()))["access_token"];
        Dictionary<string, string> form = new() { ["access_token"] = token };

        (await node.SendAsync("/connect/userinfo", form)).ShouldBeGood();
        (await node.SendAsync("/connect/userinfo", form, new AuthenticationHeaderValue("Bearer", token))).ShouldBeRefused(SignOnRefusal.AccessTokenTwice);
        var nothing = await Answer.OfAsync(await hub.Client().GetAsync("/connect/userinfo", Ct));
        nothing.ShouldBeRefused(SignOnRefusal.AccessTokenMissing);
        nothing.Response.Headers.WwwAuthenticate.ShouldHaveSingleItem().ToString().ShouldBe("Bearer");
        (await Answer.OfAsync(await hub.Client().GetAsync($"/connect/userinfo?access_token={token}", Ct))).ShouldBeRefused(SignOnRefusal.AccessTokenMissing);
    }

    [Fact]
    [Refuses(SignOnRefusal.AccessTokenInvalid, SignOnRefusal.AccessTokenExpired, SignOnRefusal.AccessTokenForOthers)]
    public async Task tokens_that_are_not_good_open_nothing()
    {
        using var stranger = SigningKey.Create(SigningAlgorithm.ES256);
        var node = await TestClient.NodeAsync(hub);
        var tokens = (await node.RedeemAsync(await node.CodeAsync())).ShouldBeGood();
        SignedTokens.TryPeek(tokens["access_token"], out _, out var claims).ShouldBeTrue();
        var forged = stranger.Sign("at+jwt", JsonNode.Parse(claims.GetRawText())!.AsObject());

        foreach (var token in new[] { "x", forged, tokens["id_token"], tokens["access_token"] + "x", $"eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.{tokens["access_token"].Split('.')[1]}." })
        {
            (await node.UserInfoAsync(token)).ShouldBeRefused(SignOnRefusal.AccessTokenInvalid);
        }

        var own = (await node.TokenAsync(("grant_type", "client_credentials"))).ShouldBeGood();
        (await node.UserInfoAsync(own["access_token"])).ShouldBeRefused(SignOnRefusal.AccessTokenForOthers);
        hub.Clock.Advance(SignOnRules.AccessToken);
        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeRefused(SignOnRefusal.AccessTokenExpired);
    }

    [Fact]
    [Refuses(SignOnRefusal.AccessTokenRevoked)]
    public async Task a_client_can_take_back_either_token_and_both_are_gone()
    {
        var node = await TestClient.NodeAsync(hub);
        foreach (var which in new[] { "access_token", "refresh_token" })
        {
            var tokens = (await node.RedeemAsync(await node.CodeAsync(changes: ("scope", "openid offline_access")))).ShouldBeGood();

            (await node.PostAsync("/connect/revoke", ("token", tokens[which]))).Status.ShouldBe(HttpStatusCode.OK);

            (await node.UserInfoAsync(tokens["access_token"])).ShouldBeRefused(SignOnRefusal.AccessTokenRevoked);
            (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.GrantRevoked);
            (await node.PostAsync("/connect/revoke", ("token", tokens[which]))).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    [Refuses(SignOnRefusal.TokenMissing, SignOnRefusal.TokenKindNotRevocable)]
    public async Task only_ones_own_tokens_of_people_can_be_taken_back()
    {
        var (node, other) = (await TestClient.NodeAsync(hub), await TestClient.NodeAsync(hub));
        var tokens = (await node.RedeemAsync(await node.CodeAsync(changes: ("scope", "openid offline_access")))).ShouldBeGood();

        (await node.PostAsync("/connect/revoke")).ShouldBeRefused(SignOnRefusal.TokenMissing);
        (await other.PostAsync("/connect/revoke", ("token", tokens["refresh_token"]))).Status.ShouldBe(HttpStatusCode.OK);
        (await other.PostAsync("/connect/revoke", ("token", tokens["access_token"]))).Status.ShouldBe(HttpStatusCode.OK);
        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeGood();
        var own = (await node.TokenAsync(("grant_type", "client_credentials"))).ShouldBeGood();
        (await node.PostAsync("/connect/revoke", ("token", own["access_token"]))).ShouldBeRefused(SignOnRefusal.TokenKindNotRevocable);
    }

    [Fact]
    [Refuses(SignOnRefusal.ClientIsPublic)]
    public async Task a_client_learns_whether_its_own_tokens_are_good()
    {
        var (node, other, program) = (await TestClient.NodeAsync(hub), await TestClient.NodeAsync(hub), await TestClient.PublicAsync(hub));
        var tokens = (await node.RedeemAsync(await node.CodeAsync(changes: ("scope", "openid offline_access")))).ShouldBeGood();

        var access = (await node.PostAsync("/connect/introspect", ("token", tokens["access_token"]))).ShouldBeGood();
        var refresh = (await node.PostAsync("/connect/introspect", ("token", tokens["refresh_token"]))).ShouldBeGood();
        (access["active"], access["client_id"], access["scope"], access["iss"]).ShouldBe(("True", node.Id, "openid offline_access", TestClient.Issuer));
        (refresh["active"], refresh["sub"]).ShouldBe(("True", access["sub"]));
        foreach (var (client, token) in new[] { (other, tokens["access_token"]), (other, tokens["refresh_token"]), (node, "made-up"), (node, tokens["id_token"]) })
        {
            (await client.PostAsync("/connect/introspect", ("token", token))).ShouldBeGood().Json.GetRawText().ShouldBe("""{"active":false}""");
        }

        (await program.PostAsync("/connect/introspect", ("token", tokens["access_token"]))).ShouldBeRefused(SignOnRefusal.ClientIsPublic);
        (await node.PostAsync("/connect/introspect")).ShouldBeRefused(SignOnRefusal.TokenMissing);
        await node.PostAsync("/connect/revoke", ("token", tokens["refresh_token"]));
        (await node.PostAsync("/connect/introspect", ("token", tokens["access_token"])))["active"].ShouldBe("False");
        (await node.PostAsync("/connect/introspect", ("token", tokens["refresh_token"])))["active"].ShouldBe("False");
    }

    [Fact]
    public async Task a_node_calls_its_hub_with_a_token_for_nothing_else()
    {
        var node = await TestClient.NodeAsync(hub);

        var own = (await node.TokenAsync(("grant_type", "client_credentials"), ("scope", "federation"))).ShouldBeGood();

        var claims = await node.VerifyAsync(own["access_token"], "at+jwt", $"{TestClient.Issuer}/federation");
        claims.GetProperty("sub").GetString().ShouldBe(node.Id);
        (own.Has("id_token"), own.Has("refresh_token")).ShouldBe((false, false));
        (await ReadAsync(r => r.OfNodeAsync(own["access_token"], Ct))).ShouldBeOfType<AccessTokenReading.Good>().Client.ClientId.ShouldBe(node.Id);
    }

    [Fact]
    public async Task a_token_of_a_person_opens_no_federation()
    {
        var node = await TestClient.NodeAsync(hub);
        var tokens = (await node.RedeemAsync(await node.CodeAsync())).ShouldBeGood();

        (await ReadAsync(r => r.OfNodeAsync(tokens["access_token"], Ct))).ShouldBeOfType<AccessTokenReading.Refused>().Refusal.ShouldBe(SignOnRefusal.AccessTokenForOthers);
        (await node.TokenAsync(("grant_type", "client_credentials"), ("scope", "openid"))).ShouldBeRefused(SignOnRefusal.ScopeNotAllowed);
    }

    [Theory]
    [InlineData(Staff.Curator)]
    [InlineData(Staff.Administrator)]
    public async Task nodes_are_not_told_who_works_at_the_hub(string role)
    {
        var node = await TestClient.NodeAsync(hub);
        var tokens = (await node.RedeemAsync(await node.CodeAsync(await hub.StaffBrowser(role)))).ShouldBeGood();

        var told = $"{(await node.UserInfoAsync(tokens["access_token"])).Json} {await node.VerifyAsync(tokens["id_token"], "JWT", node.Id)} {await node.VerifyAsync(tokens["access_token"], "at+jwt", TestClient.Issuer)}";

        told.ShouldNotContain(role, Case.Insensitive);
        told.ShouldNotContain("role", Case.Insensitive);
    }

    [Fact]
    [Refuses(SignOnRefusal.ScopeInsufficient)]
    public async Task userinfo_is_for_tokens_that_say_who_it_is()
    {
        // Made by hand: every token of a person says so.
        var node = await TestClient.NodeAsync(hub);
        var now = hub.Clock.GetUtcNow();
        var token = await hub.Services.GetRequiredService<SignOnKeys>().SignAsync(SigningAlgorithm.ES256, TokenKinds.Access, new JsonObject
        {
            ["iss"] = TestClient.Issuer,
            ["aud"] = TestClient.Issuer,
            ["client_id"] = node.Id,
            ["scope"] = "profile",
            ["exp"] = (now + SignOnRules.AccessToken).ToUnixTimeSeconds(),
        }, Ct);

        var answer = await node.UserInfoAsync(token);

        answer.ShouldBeRefused(SignOnRefusal.ScopeInsufficient);
        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<AccessTokenReading> ReadAsync(Func<ReadAccessToken, Task<AccessTokenReading>> read) => hub.InScopeAsync(s => read(s.GetRequiredService<ReadAccessToken>()));
}
