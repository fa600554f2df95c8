using Agon.Portal.Accounts;

namespace Agon.Hub.Tests.Features.Accounts;

public sealed class ReauthenticationTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly string Address = AccountLinks.Reauthenticate("/account/profile");

    [Fact]
    public async Task one_who_is_signed_in_is_asked_again_and_stays_in_the_session()
    {
        var email = await hub.Account();
        var browser = new PageClient(hub.Client());
        var before = AccountCookie.Of(hub, await Submit.SignInAsync(browser, email, HubHost.Password)).Principal;
        hub.Clock.Advance(TimeSpan.FromSeconds(90));

        var asked = await browser.VisitAsync(Address);
        asked.ShouldSay(AccountMessages.ShowAgain);
        var page = await asked.Form("Sign in").Fill("Password", HubHost.Password).SendAsync();

        page.Response.Headers.Location!.OriginalString.ShouldBe("/account/profile");
        var after = AccountCookie.Of(hub, page).Principal;
        after.SessionId.ShouldBe(before.SessionId);
        after.AuthenticatedAt.ShouldBe(hub.Clock.GetUtcNow());
    }

    [Fact]
    public async Task a_wrong_password_asks_once_more_and_changes_nothing()
    {
        var browser = await hub.SignedIn(await hub.Account());

        var page = await (await browser.VisitAsync(Address)).Form("Sign in").Fill("Password", "not this password").SendAsync();

        page.ShouldSay(AccountMessages.WrongPassword);
        page.ShouldSay(AccountMessages.ShowAgain);
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    [Fact]
    public async Task somebody_else_at_the_same_browser_ends_the_session_before()
    {
        var (first, second) = (await hub.Account("Mei"), await hub.Account("Noah"));
        var browser = new PageClient(hub.Client());
        var signedIn = await Submit.SignInAsync(browser, first, HubHost.Password);
        var (before, cookie) = (AccountCookie.Of(hub, signedIn).Principal, signedIn.Response.Headers.GetValues("Set-Cookie").Last().Split(';')[0]);

        var page = await (await browser.VisitAsync(Address)).Form("Sign in").Fill("E-mail address", second).Fill("Password", HubHost.Password).SendAsync();

        AccountCookie.Of(hub, page).Principal.SessionId.ShouldNotBe(before.SessionId);
        var kept = hub.Browser();
        kept.Http.DefaultRequestHeaders.Add("Cookie", cookie);
        (await kept.VisitAsync("/account")).Heading.ShouldBe("Sign in");
    }

    [Fact]
    public async Task a_session_that_stays_goes_on_staying()
    {
        var email = await hub.Account();
        var browser = new PageClient(hub.Client());
        await (await browser.VisitAsync("/account/sign-in")).Form("Sign in").Fill("E-mail address", email).Fill("Password", HubHost.Password)
            .Check("Stay signed in on this device for 14 days").SendAsync();

        var page = await (await browser.VisitAsync(Address)).Form("Sign in").Fill("Password", HubHost.Password).SendAsync();

        AccountCookie.Of(hub, page).Properties.IsPersistent.ShouldBeTrue();
    }

    [Fact]
    public async Task the_address_is_filled_in_for_a_stranger()
    {
        var page = await hub.Browser().VisitAsync(AccountLinks.Reauthenticate("/account/profile", "mei@example.org"));

        page.Document.QuerySelector("input[type=email]")!.GetAttribute("value").ShouldBe("mei@example.org");
        page.ShouldNotSay(AccountMessages.ShowAgain);
    }

    [Fact]
    public async Task one_who_is_signed_in_and_not_asked_again_goes_straight_on() =>
        (await (await hub.SignedIn(await hub.Account())).VisitAsync("/account/sign-in?returnUrl=/account/profile")).Path.ShouldBe("/account/profile");
}
