using System.Net;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Account = Agon.Portal.Accounts.Account;

namespace Agon.Hub.Tests.Features.SignOn.Authorization;

public sealed class AuthorizeTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_stranger_signs_in_agrees_and_comes_back_with_a_code()
    {
        var node = await TestClient.NodeAsync(hub);
        var (browser, email) = (hub.Browser(), await hub.Account("Mei Tan"));

        var signIn = await browser.VisitAsync(node.AuthorizeUrl());
        signIn.Heading.ShouldBe("Sign in");
        var consent = await signIn.Form("Sign in").Fill("E-mail address", email).Fill("Password", HubHost.Password).SendAsync();
        consent.Heading.ShouldBe($"Sign in at {node.Client.Name}");
        consent.ShouldSay("Your name: Mei Tan");
        consent.ShouldSay($"Your e-mail address: {email}");
        consent.ShouldNotSay("ORCID");
        var arrival = Arrival.Of(await consent.Form("Agree and go on").SendAsync());

        arrival.Address.ToString().ShouldStartWith(node.RedirectUri);
        arrival["state"].ShouldBe("the state");
        arrival["iss"].ShouldBe(TestClient.Issuer);
        arrival.Code.Length.ShouldBe(43);
    }

    [Fact]
    public async Task who_agreed_once_is_not_asked_again_until_more_is_asked_for()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());
        await node.AuthorizeAsync(browser);

        Arrival.Of(await browser.VisitAsync(node.AuthorizeUrl())).Code.ShouldNotBeEmpty();
        Arrival.Of(await browser.VisitAsync(node.AuthorizeUrl(("scope", "openid")))).Code.ShouldNotBeEmpty();
        (await browser.VisitAsync(node.AuthorizeUrl(("scope", "openid profile affiliation")))).ShouldSay("ORCID");
        (await browser.VisitAsync(node.AuthorizeUrl(("prompt", "consent")))).Heading.ShouldStartWith("Sign in at");
        (await browser.VisitAsync(node.AuthorizeUrl(("prompt", "select_account")))).ShouldSay("Use another account");
    }

    [Fact]
    public async Task another_person_in_the_same_browser_is_asked_for_themselves()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account("Ada"));
        var page = await browser.VisitAsync(node.AuthorizeUrl(("prompt", "select_account")));

        var signIn = await page.Form("Use another account").SendAsync();
        var other = await signIn.Form("Sign in").Fill("E-mail address", await hub.Account("Grace")).Fill("Password", HubHost.Password).SendAsync();

        other.ShouldSay("Your name: Grace");
    }

    [Fact]
    public async Task after_signing_in_the_hub_itself_leads_on_where_a_form_must_not()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account();
        await node.AuthorizeAsync(await hub.SignedIn(email));
        var signIn = await hub.Browser().VisitAsync(node.AuthorizeUrl());

        var page = await signIn.Form("Sign in").Fill("E-mail address", email).Fill("Password", HubHost.Password).SendAsync();

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Response.Headers.GetValues("Refresh").Single().ShouldStartWith($"0;url={node.RedirectUri}?code=");
        page.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Document.QuerySelector("main a")!.GetAttribute("href")!.ShouldStartWith(node.RedirectUri);
    }

    [Fact]
    public async Task a_request_can_be_posted()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());

        var answer = await browser.Http.PostAsync("/connect/authorize", new FormUrlEncodedContent(node.Request()), Ct);

        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("Agree and go on");
    }

    [Fact]
    [Refuses(SignOnRefusal.SignInRequired, SignOnRefusal.ConsentRequired)]
    public async Task without_asking_the_answer_is_at_once()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());

        (await node.AuthorizeAsync(hub.Browser(), ("prompt", "none"))).ShouldBeRefused(node, SignOnRefusal.SignInRequired);
        (await node.AuthorizeAsync(browser, ("prompt", "none"))).ShouldBeRefused(node, SignOnRefusal.ConsentRequired);
        await node.AuthorizeAsync(browser);
        (await node.AuthorizeAsync(browser, ("prompt", "none"))).Code.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task a_node_can_ask_that_the_person_shows_again_who_they_are()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        await node.AuthorizeAsync(browser);
        hub.Clock.Advance(TimeSpan.FromMinutes(2));

        var signIn = await browser.VisitAsync(node.AuthorizeUrl(("prompt", "login")));
        signIn.Document.QuerySelector("h1 + p, h1")!.ShouldNotBeNull();
        signIn.Path.ShouldStartWith("/account/sign-in");
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await signIn.Form("Sign in").Fill("E-mail address", email).Fill("Password", HubHost.Password).SendAsync();

        Arrival.Of(page).Code.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task a_node_can_say_how_long_ago_that_may_be()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());
        await node.AuthorizeAsync(browser);
        hub.Clock.Advance(TimeSpan.FromSeconds(100));

        (await node.AuthorizeAsync(browser, ("max_age", "100"))).Code.ShouldNotBeEmpty();
        (await browser.VisitAsync(node.AuthorizeUrl(("max_age", "99")))).Path.ShouldStartWith("/account/sign-in");
        (await node.AuthorizeAsync(browser, ("max_age", "0"), ("prompt", "none"))).ShouldBeRefused(node, SignOnRefusal.SignInRequired);
    }

    [Fact]
    public async Task a_hint_is_filled_in()
    {
        var node = await TestClient.NodeAsync(hub);

        var signIn = await hub.Browser().VisitAsync(node.AuthorizeUrl(("login_hint", "mei@example.org")));

        signIn.Document.QuerySelector("input[type=email]")!.GetAttribute("value").ShouldBe("mei@example.org");
    }

    [Fact]
    [Refuses(SignOnRefusal.ConsentDenied)]
    public async Task who_says_no_goes_back_without_a_code()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());
        var consent = await browser.VisitAsync(node.AuthorizeUrl());

        var arrival = Arrival.Of(await consent.Form("No, go back").SendAsync());

        arrival.ShouldBeRefused(node, SignOnRefusal.ConsentDenied);
        arrival["state"].ShouldBe("the state");
        (await browser.VisitAsync(node.AuthorizeUrl())).Heading.ShouldStartWith("Sign in at");
    }

    [Fact]
    public async Task no_is_no_also_if_yes_was_said_in_another_tab()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());
        var (here, there) = (await browser.VisitAsync(node.AuthorizeUrl()), await browser.VisitAsync(node.AuthorizeUrl()));
        await there.Form("Agree and go on").SendAsync();

        Arrival.Of(await here.Form("No, go back").SendAsync()).ShouldBeRefused(node, SignOnRefusal.ConsentDenied);
    }

    [Fact]
    public async Task nobody_agrees_for_somebody_by_a_form_of_another_site()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());
        var consent = await browser.VisitAsync(node.AuthorizeUrl());

        var answer = await browser.Http.PostAsync(consent.Path, new FormUrlEncodedContent([new("decision", "yes")]), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.QueryAsync(db => db.Consents.AnyAsync(c => c.ClientId == node.Id))).ShouldBeFalse();
    }

    [Fact]
    [Refuses(SignOnRefusal.InteractionUnreadable, SignOnRefusal.InteractionExpired)]
    public async Task the_address_between_can_not_be_made_up_nor_kept_for_long()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());
        var path = (await browser.VisitAsync(node.AuthorizeUrl())).Path;

        foreach (var changed in new[] { "/connect/consent", "/connect/consent?request=x", path[..^3] + "AAA" })
        {
            var page = await browser.VisitAsync(changed);
            page.Status.ShouldBe(HttpStatusCode.BadRequest);
            page.ShouldRefuse(SignOnRefusal.InteractionUnreadable, SignOnMessages.Describe(SignOnRefusal.InteractionUnreadable));
        }

        hub.Clock.Advance(SignOnRules.Interaction + TimeSpan.FromSeconds(1));
        (await browser.VisitAsync(path)).ShouldRefuse(SignOnRefusal.InteractionExpired, SignOnMessages.Describe(SignOnRefusal.InteractionExpired));
    }

    [Fact]
    public async Task a_client_that_is_disabled_meanwhile_gets_nothing()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());
        var consent = await browser.VisitAsync(node.AuthorizeUrl());
        await node.DisableAsync();

        var page = await consent.Form("Agree and go on").SendAsync();

        page.Response.Headers.Contains("Refresh").ShouldBeFalse();
        page.ShouldRefuse(SignOnRefusal.ClientDisabled, SignOnMessages.Describe(SignOnRefusal.ClientDisabled));
    }

    [Fact]
    public async Task guessers_who_lock_an_account_do_not_stop_who_is_signed_in()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        await node.AuthorizeAsync(browser);
        await hub.InScopeAsync(async s =>
        {
            var users = s.GetRequiredService<UserManager<Account>>();
            return await users.SetLockoutEndDateAsync((await users.FindByEmailAsync(email))!, hub.Clock.GetUtcNow().AddMinutes(10));
        });

        (await browser.VisitAsync(node.AuthorizeUrl())).Path.ShouldStartWith("/sign-on/hub/callback?code=");
    }

    [Fact]
    public async Task a_long_state_survives_signing_in()
    {
        var node = await TestClient.NodeAsync(hub);
        var state = string.Concat(Enumerable.Repeat("+/=&%\"<>", AuthorizationRequest.StateMaxLength / 8));
        var email = await hub.Account();

        var signIn = await hub.Browser().VisitAsync(node.AuthorizeUrl(("state", state)));
        var consent = await signIn.Form("Sign in").Fill("E-mail address", email).Fill("Password", HubHost.Password).SendAsync();

        Arrival.Of(await consent.Form("Agree and go on").SendAsync())["state"].ShouldBe(state);
    }
}
