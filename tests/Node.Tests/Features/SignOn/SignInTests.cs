using System.Text;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>Signing in by an issuer's word, when all goes well.</summary>
public sealed class SignInTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task the_sign_in_page_offers_each_provider_and_the_password_beside_them()
    {
        var world = await SignOnWorld.CreateAsync(node);

        var page = await node.Browser().VisitAsync("/account/sign-in?returnUrl=/competitions");

        page.Document.QuerySelector($"a[href='/sign-on/{world.Slug}?returnUrl=%2Fcompetitions']")!.TextContent.ShouldBe($"Sign in with Alma Mater {world.Slug}");
        page.Form("Sign in").ShouldNotBeNull();
    }

    [Fact]
    public async Task who_is_known_is_signed_in_by_one_click_and_comes_back_to_where_they_were()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync("Ada");
        var (browser, _) = world.Browser();

        var page = await browser.VisitAsync(world.Start);

        page.Path.ShouldBe("/competitions");
        (await browser.WhoAsync()).ShouldBe("Ada");
    }

    [Fact]
    public async Task the_request_asks_for_a_code_with_pkce_state_and_nonce_each_time_others()
    {
        var world = await SignOnWorld.CreateAsync(node);

        await world.VisitAsync();
        var first = world.Issuer.Asked;
        await world.VisitAsync();
        var second = world.Issuer.Asked;

        first["response_type"].ShouldBe("code");
        first["code_challenge_method"].ShouldBe("S256");
        first["redirect_uri"].ShouldBe($"http://localhost/sign-on/{world.Slug}/callback");
        foreach (var name in (string[])["state", "nonce", "code_challenge"])
        {
            first[name].Length.ShouldBeGreaterThanOrEqualTo(43);
            second[name].ShouldNotBe(first[name]);
        }
    }

    [Fact]
    public async Task a_secret_is_sent_form_encoded_in_the_header_and_nowhere_else()
    {
        var world = await SignOnWorld.CreateAsync(node);

        await world.VisitAsync();

        var sent = Encoding.UTF8.GetString(Convert.FromBase64String(world.Issuer.RedeemedBy!["Basic ".Length..]));
        sent.ShouldBe("node-client:a+secret%2Fwith%2Bsigns");
        world.Issuer.Redeemed.ShouldNotContainKey("client_secret");
    }

    [Fact]
    public async Task with_a_key_the_node_signs_an_assertion_that_its_published_key_verifies()
    {
        var world = await SignOnWorld.CreateAsync(node, ClientAuthentication.PrivateKeyJwt);
        await world.LinkedAsync();

        (await world.VisitAsync()).Path.ShouldBe("/competitions");

        using var published = System.Text.Json.JsonDocument.Parse(await node.Api().GetStringAsync("/sign-on/keys", TestContext.Current.CancellationToken));
        var expected = new TokenExpectation { Types = ["JWT"], Issuer = FakeIssuer.ClientId, Audiences = [world.Issuer.Address], MaxAge = TimeSpan.FromMinutes(1) };
        SignedTokens.Verify(world.Issuer.Redeemed["client_assertion"], expected, JsonWebKeySet.Read(published.RootElement).Keys, node.Clock.GetUtcNow())
            .ShouldBeOfType<TokenReading.Accepted>();
        world.Issuer.RedeemedBy.ShouldBeNull();
    }

    [Fact]
    public async Task a_request_is_pushed_where_nothing_else_is_taken_and_the_browser_carries_nothing_of_it()
    {
        var world = await SignOnWorld.CreateAsync(node);
        world.Issuer.RequiresPushed = true;
        await world.LinkedAsync();
        node.Clock.Advance(Providers.Remembered);
        var (browser, way) = world.Browser();

        (await browser.VisitAsync(world.Start)).Path.ShouldBe("/competitions");

        way.Visited[0].Query.ShouldContain("request_uri=");
        way.Visited[0].Query.ShouldNotContain("nonce");
    }

    [Fact]
    public async Task where_pushing_is_merely_offered_the_browser_carries_the_whole_request()
    {
        var world = await SignOnWorld.CreateAsync(node);
        world.Issuer.TakesPushed = true;
        await world.LinkedAsync();
        node.Clock.Advance(Providers.Remembered);
        var (browser, way) = world.Browser();

        (await browser.VisitAsync(world.Start)).Path.ShouldBe("/competitions");

        way.Visited[0].Query.ShouldNotContain("request_uri=");
        world.Issuer.Asked.Keys.ShouldBe(
            ["client_id", "response_type", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method"], ignoreOrder: true);
        world.Issuer.Asked["code_challenge_method"].ShouldBe("S256");
        node.Internet.Calls.ShouldNotContain($"{world.Issuer.Address}/par");
    }

    [Fact]
    public async Task the_name_comes_from_the_id_token_if_it_is_there()
    {
        var world = await SignOnWorld.CreateAsync(node);
        world.Issuer.Claims = claims =>
        {
            claims["name"] = "Grace Hopper";
            claims["email"] = "grace@campus.example";
        };

        (await world.VisitAsync()).ShouldSay("says that you are Grace Hopper");
        node.Internet.Calls.ShouldNotContain($"{world.Issuer.Address}/userinfo");
    }

    [Fact]
    public async Task nothing_more_is_asked_about_who_is_known()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync("Ada");

        (await world.VisitAsync()).Path.ShouldBe("/competitions");
        node.Internet.Calls.ShouldNotContain($"{world.Issuer.Address}/userinfo");
    }

    [Fact]
    public async Task who_is_known_enters_on_the_way_back_without_another_page_between()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync("Ada");
        var (browser, way) = world.Browser();

        await browser.VisitAsync(world.Start);

        way.Visited.ShouldNotContain(address => address.AbsolutePath == NodeLinks.SignOn.Finish);
    }

    [Fact]
    public async Task a_key_that_was_rolled_is_looked_for_at_once_but_not_each_time()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        (await world.VisitAsync()).Path.ShouldBe("/competitions");
        node.Clock.Advance(Providers.LookAgain);

        world.Issuer.Keys.Add(SigningKey.Create(SigningAlgorithm.RS256));
        (await world.VisitAsync()).Path.ShouldBe("/competitions");

        // Signed by a key nobody publishes: asked once more at most.
        using var strange = SigningKey.Create(SigningAlgorithm.ES256);
        world.Issuer.Claims = null;
        world.Issuer.Token = _ => strange.Sign("JWT", new JsonObject { ["iss"] = world.Issuer.Address });
        var before = node.Internet.Calls.Count(c => c == $"{world.Issuer.Address}/keys");
        for (var i = 0; i < 3; i++)
        {
            (await world.VisitAsync()).ShouldRefuse(SignOnFailure.TokenKeyUnknown, SignOnMessages.Sentence(SignOnFailure.TokenKeyUnknown));
        }

        node.Internet.Calls.Count(c => c == $"{world.Issuer.Address}/keys").ShouldBe(before);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("competitions")]
    public async Task nobody_is_sent_anywhere_but_to_this_site(string returnUrl)
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        var (browser, way) = world.Browser();

        var page = await browser.VisitAsync($"/sign-on/{world.Slug}?returnUrl={Uri.EscapeDataString(returnUrl)}");

        page.Path.ShouldBe("/");
        way.Visited.Where(v => v.Host != world.Issuer.Host).ShouldAllBe(v => v.Host == "localhost");
    }

    [Fact]
    public async Task asked_to_show_themselves_again_they_are_sent_to_do_so()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();

        (await world.Browser().Browser.VisitAsync($"{world.Start}&again=true")).Path.ShouldBe("/competitions");

        world.Issuer.Asked["prompt"].ShouldBe("login");
        world.Issuer.Asked["max_age"].ShouldBe("0");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task coming_by_an_issuer_is_not_showing_anew_who_one_is(bool isSaid)
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync();
        var shown = node.Clock.GetUtcNow().AddDays(-1).ToUnixTimeSeconds();
        world.Issuer.Claims = claims => _ = isSaid ? claims["auth_time"] = shown : claims.Remove("auth_time");
        var way = new ToTheIssuerAndBack(world.Issuer);
        var cookies = new CookieContainerHandler();
        await node.Browser(way, cookies).VisitAsync(world.Start);

        var cookie = cookies.Container.GetAllCookies()["agon.account"]!.Value;
        var format = node.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;
        var ticket = format.Unprotect(cookie)!;

        ticket.Principal.AccountId.ShouldBe(account.Id);
        ticket.Principal.AuthenticatedAt.ShouldBeNull();
        ticket.Principal.Issuer.ShouldBe(world.Issuer.Address);
        ticket.Principal.IssuerAuthenticatedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(isSaid ? shown : 0));
    }
}
