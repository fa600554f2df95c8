using Agon.Portal.Accounts;
using Agon.Portal.Accounts.SecondFactors;

namespace Agon.Hub.Tests.Features.Accounts;

/// <summary>Setting up, changing and turning off the second step.</summary>
public sealed class SecondStepTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task it_is_on_once_a_code_of_the_app_was_typed()
    {
        var email = await hub.Account();
        var (here, there) = (await hub.SignedIn(email), await hub.SignedIn(email));

        var key = await SecondStep.BeginAsync(here);
        key.Document.QuerySelector("img.qr")!.GetAttribute("src")!.ShouldStartWith("data:image/png");
        var done = await key.Form("Turn on").Fill("Code", await SecondStep.CodeAsync(hub, email)).SendAsync();

        SecondStep.RecoveryCodes(done).Distinct().Count().ShouldBe(10);
        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldContain("A second step was turned on");
        (await here.VisitAsync("/account/second-step")).ShouldSay("You have 10 recovery codes left.");
        (await there.VisitAsync("/account")).Heading.ShouldBe("Sign in");
    }

    [Fact]
    [Refuses(typeof(SetUpOutcome.NotProven))]
    public async Task setting_it_up_needs_the_password()
    {
        var browser = await hub.SignedIn(await hub.Account());

        (await SecondStep.BeginAsync(browser, "not this password")).ShouldRefuse(typeof(SetUpOutcome.NotProven), AccountMessages.NotYourPassword);

        (await browser.VisitAsync("/account/second-step/key")).ShouldSay(AccountMessages.SecondStepNotBegun);
    }

    [Fact]
    public async Task until_then_nobody_is_asked_for_a_code()
    {
        var email = await hub.Account();
        await SecondStep.BeginAsync(await hub.SignedIn(email));

        await hub.SignedIn(email);
    }

    [Fact]
    [Refuses(typeof(SetUpOutcome.WrongCode))]
    public async Task a_wrong_first_code_leaves_the_key_as_it_is()
    {
        var email = await hub.Account();
        var key = await SecondStep.BeginAsync(await hub.SignedIn(email));
        var typed = key.Document.QuerySelector("code.secret")!.TextContent;

        var page = await key.Form("Turn on").Fill("Code", await SecondStep.CodeAsync(hub, email, later: 7)).SendAsync();

        page.ShouldRefuse(typeof(SetUpOutcome.WrongCode), AccountMessages.NotTheFirstCode);
        page.Document.QuerySelector("code.secret")!.TextContent.ShouldBe(typed);
    }

    [Fact]
    public async Task beginning_anew_makes_another_key()
    {
        var browser = await hub.SignedIn(await hub.Account());

        var first = (await SecondStep.BeginAsync(browser)).Document.QuerySelector("code.secret")!.TextContent;

        (await SecondStep.BeginAsync(browser)).Document.QuerySelector("code.secret")!.TextContent.ShouldNotBe(first);
    }

    [Fact]
    [Refuses(typeof(SetUpOutcome.NotBegun))]
    public async Task a_key_that_went_meanwhile_takes_no_code()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        var open = await SecondStep.BeginAsync(browser);
        await SecondStep.TurnOnAsync(hub, browser, email);
        await (await browser.VisitAsync("/account/second-step")).Form("Turn off").Fill("Your password", HubHost.Password).SendAsync();

        var page = await open.Form("Turn on").Fill("Code", "123456").SendAsync();

        page.ShouldRefuse(typeof(SetUpOutcome.NotBegun), AccountMessages.SecondStepNotBegun);
    }

    [Fact]
    [Refuses(typeof(SetUpOutcome.IsOn))]
    public async Task one_that_is_on_cannot_be_set_up_over()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        var before = await browser.VisitAsync("/account/second-step");
        await SecondStep.TurnOnAsync(hub, browser, email);

        (await before.Form("Set up").Fill("Your password", HubHost.Password).SendAsync()).ShouldRefuse(typeof(SetUpOutcome.IsOn), AccountMessages.SecondStepIsOn);
        (await browser.VisitAsync("/account/second-step/key")).ShouldSay(AccountMessages.SecondStepIsOn);
        (await SecondStep.EnterAsync(await SecondStep.HalfAsync(hub, email), await SecondStep.CodeAsync(hub, email))).Path.ShouldBe("/");
    }

    [Fact]
    public async Task turning_it_off_needs_the_password_and_tells_the_owner()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        await SecondStep.TurnOnAsync(hub, browser, email);

        var page = await (await browser.VisitAsync("/account/second-step")).Form("Turn off").Fill("Your password", "not this password").SendAsync();
        page.ShouldSay(AccountMessages.NotYourPassword);
        (await page.Form("Turn off").Fill("Your password", HubHost.Password).SendAsync()).ShouldSay(AccountMessages.SecondStepIsOff);

        await hub.SignedIn(email);
        (await hub.MailsTo(email))[^1].ShouldContain("The second step was turned off");
    }

    [Fact]
    public async Task new_recovery_codes_end_those_before()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        var before = await SecondStep.TurnOnAsync(hub, browser, email);

        var page = await (await browser.VisitAsync("/account/second-step")).Form("New recovery codes").Fill("Your password", HubHost.Password).SendAsync();

        SecondStep.RecoveryCodes(page).Count.ShouldBe(10);
        SecondStep.RecoveryCodes(page).ShouldNotContain(before[0]);
        (await SecondStep.EnterAsync(await SecondStep.HalfAsync(hub, email), before[0])).ShouldSay(AccountMessages.WrongCode);
    }

    [Fact]
    public async Task recovery_codes_are_not_shown_again()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        var codes = await SecondStep.TurnOnAsync(hub, browser, email);

        (await browser.VisitAsync("/account/second-step")).ShouldNotSay(codes[0]);
    }
}
