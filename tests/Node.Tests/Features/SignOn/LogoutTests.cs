using System.Net;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Sessions;
using Microsoft.AspNetCore.WebUtilities;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>When a session ends at an issuer, so do those that began with it; and the other way round, if the person likes.</summary>
public sealed class LogoutTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static readonly SigningKey Strange = SigningKey.Create(SigningAlgorithm.ES256);

    private static readonly Dictionary<string, (SignOnFailure Failure, Func<FakeIssuer, string?> Token)> Lies = new()
    {
        ["nothing"] = (SignOnFailure.LogoutTokenMissing, _ => null),
        ["nonsense"] = (SignOnFailure.LogoutTokenRefused, _ => "nonsense"),
        ["another issuer"] = (SignOnFailure.LogoutTokenRefused, i => i.LogoutToken(c => c["iss"] = "https://evil.example")),
        ["another client"] = (SignOnFailure.LogoutTokenRefused, i => i.LogoutToken(c => c["aud"] = "another")),
        ["an old one"] = (SignOnFailure.LogoutTokenRefused, i => i.LogoutToken(c => c["iat"] = c["iat"]!.GetValue<long>() - 3600)),
        ["an expired one"] = (SignOnFailure.LogoutTokenRefused, i => i.LogoutToken(c => c["exp"] = c["iat"]!.GetValue<long>() - 61)),
        ["no time"] = (SignOnFailure.LogoutTokenRefused, i => i.LogoutToken(c => c.Remove("iat"))),
        ["an access token"] = (SignOnFailure.LogoutTokenRefused, i => i.LogoutToken(type: "at+jwt")),
        ["a strange key"] = (SignOnFailure.LogoutTokenRefused, i => Strange.Sign("logout+jwt", new JsonObject { ["iss"] = i.Address })),
        ["an id_token"] = (SignOnFailure.LogoutEventMissing, i => i.LogoutToken(c => c.Remove("events"), "JWT")),
        ["another event"] = (SignOnFailure.LogoutEventMissing, i => i.LogoutToken(c => c["events"] = new JsonObject { ["http://other.example"] = new JsonObject() })),
        ["no id"] = (SignOnFailure.LogoutEventMissing, i => i.LogoutToken(c => c.Remove("jti"))),
        ["a nonce"] = (SignOnFailure.LogoutWithNonce, i => i.LogoutToken(c => c["nonce"] = "x")),
        ["a session with too long a name"] = (SignOnFailure.LogoutTokenRefused, i => i.LogoutToken(c => c["sid"] = new string('s', 256))),
        ["a person with too long a name"] = (SignOnFailure.LogoutTokenRefused, i => i.LogoutToken(c => c["sub"] = new string('s', 256))),
        ["nobody"] = (SignOnFailure.LogoutOfNobody, i => i.LogoutToken(c => c.Remove("sid"))),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    private static IEnumerable<SignOnFailure> Shown => Lies.Values.Select(l => l.Failure);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("logout+jwt")]
    [InlineData("JWT")]
    public async Task a_logout_at_the_issuer_signs_the_browser_out_at_its_next_request_and_no_other(string type)
    {
        var (world, browser) = await SignedInAsync();
        world.Issuer.Sid = "session-2";
        var other = world.Browser().Browser;
        await other.VisitAsync(world.Start);
        var account = (await browser.WhoAsync())!;

        var answer = await PostAsync(world, world.Issuer.LogoutToken(c => c["sid"] = "session-1", type));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await browser.WhoAsync()).ShouldBeNull();
        (await other.WhoAsync()).ShouldBe(account);
    }

    [Fact]
    public async Task a_logout_without_a_session_ends_all_of_the_persons()
    {
        var (world, browser) = await SignedInAsync();

        await PostAsync(world, world.Issuer.LogoutToken(c =>
        {
            c.Remove("sid");
            c["sub"] = world.Issuer.Person["sub"]!.DeepClone();
        }));

        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task a_session_whose_name_the_issuer_never_told_is_meant_by_its_person()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        world.Issuer.Claims = c => c.Remove("sid");
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);

        await PostAsync(world, world.Issuer.LogoutToken(c => (c["sid"], c["sub"]) = ("unknown", "another")));
        (await browser.WhoAsync()).ShouldNotBeNull();
        await PostAsync(world, world.Issuer.LogoutToken(c => c["sub"] = world.Issuer.Person["sub"]!.DeepClone()));
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task a_logout_token_of_an_older_provider_says_only_when_it_was_made()
    {
        var (world, browser) = await SignedInAsync();

        (await PostAsync(world, world.Issuer.LogoutToken(c => c.Remove("exp")))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Refuses(From = nameof(Shown))]
    public async Task a_lie_signs_nobody_out(string lie)
    {
        var (failure, token) = Lies[lie];
        var (world, browser) = await SignedInAsync();

        var answer = await PostAsync(world, token(world.Issuer));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["error_description"]!.GetValue<string>().ShouldBe(SignOnMessages.Sentence(Refused.See(failure)));
        (await browser.WhoAsync()).ShouldNotBeNull();
    }

    [Fact]
    [Refuses(SignOnFailure.LogoutRepeated)]
    public async Task a_logout_token_is_heard_once()
    {
        var (world, _) = await SignedInAsync();
        var token = world.Issuer.LogoutToken(c => c["sid"] = "another session");

        (await PostAsync(world, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var again = await PostAsync(world, token);

        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await again.Content.ReadAsStringAsync(Ct)).ShouldContain(SignOnMessages.Sentence(Refused.See(SignOnFailure.LogoutRepeated)));
    }

    [Fact]
    [Refuses(SignOnFailure.EndedMeanwhile)]
    public async Task a_logout_that_overtakes_the_sign_in_is_not_forgotten()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        var (browser, way) = world.Browser();
        way.Stays = true;
        await browser.VisitAsync(world.Start);
        var answer = world.Issuer.Authorize(way.Visited[^1]);
        await PostAsync(world, world.Issuer.LogoutToken());

        (await browser.VisitAsync($"{answer}")).ShouldRefuse(SignOnFailure.EndedMeanwhile, SignOnMessages.Sentence(SignOnFailure.EndedMeanwhile));
        (await browser.WhoAsync()).ShouldBeNull();

        world.Issuer.Sid = "session-2";
        way.Stays = false;
        (await browser.VisitAsync(world.Start)).Path.ShouldBe("/competitions");
        (await browser.WhoAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task the_hubs_word_about_its_ended_sessions_ends_them_without_a_token()
    {
        var (world, browser) = await SignedInAsync();

        (await node.DoAsync<EndSignOnSessions, int?>(v => v.ExecuteAsync(world.Issuer.Address, world.Issuer.Sid, null, Ct))).ShouldBe(1);

        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task an_issuer_that_is_switched_off_or_removed_signs_out_whoever_came_by_it()
    {
        var (world, browser) = await SignedInAsync();
        var (other, stays) = await SignedInAsync();

        await node.DoAsync<RemoveIssuer, SignOnFailure?>(v => v.ExecuteAsync(world.Slug, Ct));

        (await browser.WhoAsync()).ShouldBeNull();
        (await stays.WhoAsync()).ShouldNotBeNull();
        other.Slug.ShouldNotBe(world.Slug);
    }

    [Fact]
    [Refuses(SignOnFailure.SignOutOfAnotherBrowser)]
    public async Task whoever_signs_out_here_is_offered_to_sign_out_at_the_issuer_too()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        var (browser, way) = world.Browser();
        await browser.VisitAsync(world.Start);

        var page = await (await browser.VisitAsync("/account/sign-out")).Form("Sign out").SendAsync();

        page.Heading.ShouldBe("You are signed out here");
        (await browser.WhoAsync()).ShouldBeNull();
        var link = page.Document.QuerySelector("a.main")!.GetAttribute("href")!;
        way.Stays = true;
        await browser.VisitAsync(link);
        var there = way.Visited[^1];
        there.GetLeftPart(UriPartial.Path).ShouldBe($"{world.Issuer.Address}/end-session");
        var query = QueryHelpers.ParseQuery(there.Query);
        query["client_id"].ToString().ShouldBe(FakeIssuer.ClientId);
        query["post_logout_redirect_uri"].ToString().ShouldBe("http://localhost/sign-on/signed-out/there");
        SignedTokens.TryPeek(query["id_token_hint"].ToString(), out _, out var claims).ShouldBeTrue();
        claims.GetProperty("sid").GetString().ShouldBe(world.Issuer.Sid);

        var back = $"/sign-on/signed-out/there?state={query["state"]}";
        (await node.Browser().VisitAsync(back)).ShouldRefuse(SignOnFailure.SignOutOfAnotherBrowser, SignOnMessages.Sentence(SignOnFailure.SignOutOfAnotherBrowser));
        (await browser.VisitAsync(back)).ShouldSay(SignOnMessages.SignedOutThere);
        (await browser.VisitAsync(back)).ShouldSay(SignOnMessages.Sentence(SignOnFailure.SignOutOfAnotherBrowser));
    }

    [Fact]
    public async Task a_link_to_sign_out_at_an_issuer_is_not_to_be_made_up()
    {
        var world = await SignOnWorld.CreateAsync(node);

        var page = await node.Browser().VisitAsync($"/sign-on/{world.Slug}/sign-out?session={Guid.Empty}");

        page.ShouldRefuse(SignOnFailure.IssuerUnknown, SignOnMessages.Sentence(SignOnFailure.IssuerUnknown));
    }

    private async Task<(SignOnWorld World, PageClient Browser)> SignedInAsync()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        var (browser, _) = world.Browser();
        (await browser.VisitAsync(world.Start)).Path.ShouldBe("/competitions");
        return (world, browser);
    }

    private Task<HttpResponseMessage> PostAsync(SignOnWorld world, string? token) => node.Api().PostAsync(
        $"/sign-on/{world.Slug}/logout", new FormUrlEncodedContent(token is null ? [] : new Dictionary<string, string> { ["logout_token"] = token }), Ct);
}
