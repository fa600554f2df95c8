using System.Net;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Logout;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.SignOn.Logout;

public sealed class EndSessionTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Bye = "https://bye.example/after";

    [Fact]
    public async Task a_site_with_an_id_token_of_this_session_signs_out_at_once()
    {
        var (client, browser, token) = await SignedInAsync();

        var page = await VisitAsync(browser, ("id_token_hint", token), ("post_logout_redirect_uri", Bye), ("state", "a b&c"));

        page.Response.RequestMessage!.RequestUri!.AbsoluteUri.ShouldBe($"{Bye}?state=a%20b%26c");
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Sign in");
        (await hub.QueryAsync(db => db.LogoutDeliveries.CountAsync(d => d.ClientId == client.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task an_id_token_that_expired_long_ago_still_says_who_asks()
    {
        var (_, browser, token) = await SignedInAsync();
        hub.Clock.Advance(TimeSpan.FromDays(10));

        (await VisitAsync(browser, ("id_token_hint", token), ("post_logout_redirect_uri", Bye))).Response.RequestMessage!.RequestUri!.ToString().ShouldBe(Bye);
    }

    [Fact]
    public async Task anybody_else_asks_the_person_first()
    {
        var (client, browser, _) = await SignedInAsync();

        var page = await VisitAsync(browser, ("client_id", client.Id), ("post_logout_redirect_uri", Bye), ("state", "1"));
        page.Heading.ShouldBe(LogoutMessages.Asked);
        page.ShouldSay(client.Client.Name);
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Your account");

        var done = await page.Form("Sign out here").SendAsync();
        done.Response.Headers.GetValues("Refresh").ShouldBe([$"0;url={Bye}?state=1"]);
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Sign in");
    }

    [Fact]
    public async Task the_id_token_of_another_session_asks_too()
    {
        var (_, _, token) = await SignedInAsync();
        var browser = await hub.SignedIn(await hub.Account());

        var page = await VisitAsync(browser, ("id_token_hint", token));

        page.Heading.ShouldBe(LogoutMessages.Asked);
        (await page.Form("Stay signed in").SendAsync()).ShouldSay(LogoutMessages.StaysSignedIn);
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    [Fact]
    public async Task without_any_parameter_the_person_is_asked_and_stays_here()
    {
        var browser = await hub.SignedIn(await hub.Account());

        var done = await (await VisitAsync(browser)).Form("Sign out here").SendAsync();

        done.ShouldSay(LogoutMessages.SignedOut);
        done.Response.Headers.Contains("Refresh").ShouldBeFalse();
    }

    [Fact]
    public async Task who_is_not_signed_in_goes_straight_on()
    {
        var client = await ClientAsync();

        (await VisitAsync(hub.Browser(), ("client_id", client.Id), ("post_logout_redirect_uri", Bye))).Response.RequestMessage!.RequestUri!.ToString().ShouldBe(Bye);
        (await VisitAsync(hub.Browser())).ShouldSay(LogoutMessages.SignedOut);
    }

    [Fact]
    public async Task a_site_may_send_a_form()
    {
        var (_, browser, token) = await SignedInAsync();
        using var form = new FormUrlEncodedContent([new("id_token_hint", token), new("post_logout_redirect_uri", Bye)]);

        var answer = await browser.Http.PostAsync("/connect/end-session", form, TestContext.Current.CancellationToken);

        answer.RequestMessage!.RequestUri!.ToString().ShouldBe(Bye);
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Sign in");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData(Bye + "/")]
    [InlineData(Bye + "?x")]
    [InlineData("//bye.example/after")]
    [InlineData("javascript:alert(1)")]
    [Refuses(SignOnRefusal.PostLogoutRedirectUriNotRegistered)]
    public async Task nobody_is_sent_to_an_address_that_is_not_registered(string address)
    {
        var (_, browser, token) = await SignedInAsync();

        (await VisitAsync(browser, ("id_token_hint", token), ("post_logout_redirect_uri", address))).ShouldBeShown(SignOnRefusal.PostLogoutRedirectUriNotRegistered);
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    [Fact]
    [Refuses(SignOnRefusal.LogoutClientMissing)]
    public async Task an_address_without_a_client_is_nobodys() =>
        (await VisitAsync(hub.Browser(), ("post_logout_redirect_uri", Bye))).ShouldBeShown(SignOnRefusal.LogoutClientMissing);

    [Fact]
    [Refuses(SignOnRefusal.LogoutHintUnreadable)]
    public async Task an_id_token_that_the_hub_did_not_sign_is_refused()
    {
        var (_, browser, token) = await SignedInAsync();
        string[] forged = ["rubbish", token[..^4] + "AAAA", $"{token.Split('.')[0]}..", "eyJhbGciOiJub25lIn0.e30."];

        foreach (var hint in forged)
        {
            (await VisitAsync(browser, ("id_token_hint", hint))).ShouldBeShown(SignOnRefusal.LogoutHintUnreadable);
        }

        (await browser.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    [Fact]
    public async Task an_id_token_signed_with_a_key_nobody_knows_any_more_counts_for_nothing()
    {
        var (client, browser, _) = await SignedInAsync();
        using var own = SigningKey.Create(SigningAlgorithm.ES256);
        var forged = own.Sign("JWT", new() { ["iss"] = TestClient.Issuer, ["aud"] = client.Id, ["sid"] = "x", ["exp"] = 1 });

        (await VisitAsync(browser, ("id_token_hint", forged))).Heading.ShouldBe(LogoutMessages.Asked);
        (await VisitAsync(browser, ("id_token_hint", forged), ("post_logout_redirect_uri", Bye))).ShouldBeShown(SignOnRefusal.LogoutClientMissing);
    }

    [Fact]
    [Refuses(SignOnRefusal.LogoutHintOfAnotherClient)]
    public async Task a_site_can_not_use_the_id_token_of_another()
    {
        var (_, browser, token) = await SignedInAsync();
        var other = await ClientAsync();

        (await VisitAsync(browser, ("id_token_hint", token), ("client_id", other.Id))).ShouldBeShown(SignOnRefusal.LogoutHintOfAnotherClient);
    }

    [Fact]
    public async Task a_client_that_is_unknown_or_disabled_is_refused()
    {
        var client = await ClientAsync();
        await client.DisableAsync();

        (await VisitAsync(hub.Browser(), ("client_id", "nobody"), ("post_logout_redirect_uri", Bye))).ShouldBeShown(SignOnRefusal.ClientUnknown);
        (await VisitAsync(hub.Browser(), ("client_id", client.Id), ("post_logout_redirect_uri", Bye))).ShouldBeShown(SignOnRefusal.ClientDisabled);
    }

    [Fact]
    public async Task a_question_that_was_changed_or_is_old_is_refused()
    {
        var browser = await hub.SignedIn(await hub.Account());
        var form = (await VisitAsync(browser)).Form("Sign out here");

        (await browser.VisitAsync("/connect/end-session/asked?request=rubbish")).ShouldBeShown(SignOnRefusal.InteractionUnreadable);
        hub.Clock.Advance(SignOnRules.Interaction + TimeSpan.FromSeconds(1));
        (await form.SendAsync()).ShouldBeShown(SignOnRefusal.InteractionExpired);
    }

    [Fact]
    public async Task another_site_can_not_answer_for_the_person()
    {
        var browser = await hub.SignedIn(await hub.Account());
        var page = await VisitAsync(browser);
        using var form = new FormUrlEncodedContent([new("decision", "yes")]);

        var answer = await browser.Http.PostAsync(page.Path, form, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    private Task<TestClient> ClientAsync() => TestClient.WithSecretAsync(hub, r => r with { PostLogoutRedirectUris = [Bye] });

    private async Task<(TestClient Client, PageClient Browser, string IdToken)> SignedInAsync()
    {
        var client = await ClientAsync();
        var browser = await hub.SignedIn(await hub.Account());
        var tokens = await client.RedeemAsync(await client.CodeAsync(browser));
        return (client, browser, tokens.ShouldBeGood()["id_token"]);
    }

    private static Task<Page> VisitAsync(PageClient browser, params (string Name, string Value)[] parameters) =>
        browser.VisitAsync("/connect/end-session" + QueryString.Create(parameters.Select(p => new KeyValuePair<string, string?>(p.Name, p.Value))));
}

internal static class LogoutPages
{
    public static void ShouldBeShown(this Page page, SignOnRefusal refusal)
    {
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldRefuse(refusal, SignOnMessages.Describe(refusal));
    }
}
