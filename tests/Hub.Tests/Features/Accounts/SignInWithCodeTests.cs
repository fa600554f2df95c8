using Agon.Portal.Accounts;
using Agon.Portal.Accounts.SecondFactors;

namespace Agon.Hub.Tests.Features.Accounts;

/// <summary>Signing in where a second step is on.</summary>
public sealed class SignInWithCodeTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task the_password_alone_opens_nothing()
    {
        var email = await AccountAsync();
        var browser = hub.Browser();

        (await Submit.SignInAsync(browser, email, HubHost.Password)).Heading.ShouldBe("Enter your code");

        (await browser.VisitAsync("/account")).Heading.ShouldBe("Sign in");
    }

    [Fact]
    public async Task a_code_completes_it_and_the_cookie_says_how()
    {
        var email = await AccountAsync();
        var browser = new PageClient(hub.Client());
        await Submit.SignInAsync(browser, email, HubHost.Password);

        var page = await SecondStep.EnterAsync(await browser.VisitAsync("/account/sign-in/code?returnUrl=/account/profile"), await SecondStep.CodeAsync(hub, email));

        page.Response.Headers.Location!.OriginalString.ShouldBe("/account/profile");
        AccountCookie.Of(hub, page).Principal.AuthenticationMethods.ShouldBe(["pwd", "otp", "mfa"]);
    }

    [Fact]
    public async Task nobody_is_sent_to_another_site_after_the_code()
    {
        var email = await AccountAsync();
        var browser = hub.Browser();
        await Submit.SignInAsync(browser, email, HubHost.Password);

        var page = await SecondStep.EnterAsync(await browser.VisitAsync("/account/sign-in/code?returnUrl=https://evil.example/"), await SecondStep.CodeAsync(hub, email));

        page.Response.RequestMessage!.RequestUri!.Host.ShouldBe("localhost");
    }

    [Fact]
    [Refuses(CodeOutcome.Wrong)]
    public async Task a_code_works_once()
    {
        var email = await AccountAsync();
        var (first, second) = (await SecondStep.HalfAsync(hub, email), await SecondStep.HalfAsync(hub, email));
        var code = await SecondStep.CodeAsync(hub, email);

        (await SecondStep.EnterAsync(first, code)).Path.ShouldBe("/");

        (await SecondStep.EnterAsync(second, code)).ShouldRefuse(CodeOutcome.Wrong, AccountMessages.WrongCode);
    }

    [Fact]
    public async Task a_code_works_once_even_at_the_same_moment()
    {
        var email = await AccountAsync();
        var halves = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SecondStep.HalfAsync(hub, email)));
        var code = await SecondStep.CodeAsync(hub, email);

        var pages = await Task.WhenAll(halves.Select(half => SecondStep.EnterAsync(half, code)));

        pages.Count(page => page.Path == "/").ShouldBe(1);
    }

    [Fact]
    public async Task wrong_codes_lock_the_account_even_if_the_password_is_right_between_them()
    {
        var email = await AccountAsync();
        for (var i = 0; i < AccountRules.TriesBeforeLockout; i++)
        {
            (await SecondStep.EnterAsync(await SecondStep.HalfAsync(hub, email), await SecondStep.CodeAsync(hub, email, later: 9))).ShouldSay(AccountMessages.WrongCode);
        }

        (await Submit.SignInAsync(hub.Browser(), email, HubHost.Password)).ShouldSay(AccountMessages.WrongPassword);
        (await hub.MailsTo(email))[^1].ShouldContain("locked");
    }

    [Fact]
    public async Task a_locked_account_takes_no_code()
    {
        var email = await AccountAsync();
        var half = await SecondStep.HalfAsync(hub, email);
        for (var i = 0; i < AccountRules.TriesBeforeLockout; i++)
        {
            await Submit.SignInAsync(hub.Browser(), email, "not this password");
        }

        (await SecondStep.EnterAsync(half, await SecondStep.CodeAsync(hub, email))).ShouldSay(AccountMessages.WrongCode);
    }

    [Fact]
    public async Task a_right_code_at_the_last_try_leaves_no_lock()
    {
        var email = await AccountAsync();
        for (var i = 0; i < AccountRules.TriesBeforeLockout - 1; i++)
        {
            await Submit.SignInAsync(hub.Browser(), email, "not this password");
        }

        var half = await SecondStep.HalfAsync(hub, email);
        (await SecondStep.EnterAsync(half, await SecondStep.CodeAsync(hub, email))).Path.ShouldBe("/");

        await SecondStep.HalfAsync(hub, email);
    }

    [Fact]
    public async Task a_recovery_code_stands_in_once_however_it_is_written_and_its_owner_is_told()
    {
        var email = await hub.Account();
        var code = (await SecondStep.TurnOnAsync(hub, await hub.SignedIn(email), email))[3];

        (await SecondStep.EnterAsync(await SecondStep.HalfAsync(hub, email), $" {code.ToUpperInvariant().Replace('-', ' ')} ")).Path.ShouldBe("/");

        (await SecondStep.EnterAsync(await SecondStep.HalfAsync(hub, email), code)).ShouldSay(AccountMessages.WrongCode);
        (await hub.MailsTo(email))[^1].ShouldContain("9 of them are left");
    }

    [Fact]
    [Refuses(CodeOutcome.NotBegun)]
    public async Task after_some_minutes_signing_in_begins_anew()
    {
        var email = await AccountAsync();
        var half = await SecondStep.HalfAsync(hub, email);
        hub.Clock.Advance(AccountRules.HalfSignedIn + TimeSpan.FromSeconds(1));

        var page = await SecondStep.EnterAsync(half, await SecondStep.CodeAsync(hub, email));

        page.Heading.ShouldBe("Sign in");
        page.ShouldRefuse(CodeOutcome.NotBegun, AccountMessages.SignInAnew);
    }

    [Fact]
    public async Task without_anything_before_no_code_is_asked_for() =>
        (await hub.Browser().VisitAsync("/account/sign-in/code")).ShouldSay("Signing in comes first.");

    [Fact]
    public async Task a_password_changed_meanwhile_ends_the_half_done_sign_in()
    {
        var email = await hub.Account();
        var owner = await hub.SignedIn(email);
        await SecondStep.TurnOnAsync(hub, owner, email);
        var half = await SecondStep.HalfAsync(hub, email);
        await (await owner.VisitAsync("/account/password")).Form("Change the password")
            .Fill("Current password", HubHost.Password).Fill("New password", "another long password").SendAsync();

        (await SecondStep.EnterAsync(half, await SecondStep.CodeAsync(hub, email))).ShouldSay(AccountMessages.SignInAnew);
    }

    [Fact]
    public async Task showing_again_who_one_is_needs_both_steps()
    {
        var email = await AccountAsync();
        var browser = hub.Browser();
        await Submit.SignInAsync(browser, email, HubHost.Password);
        await SecondStep.EnterAsync(await browser.VisitAsync("/account/sign-in/code"), await SecondStep.CodeAsync(hub, email));
        hub.Clock.Advance(TimeSpan.FromSeconds(30));

        var asked = await (await browser.VisitAsync(AccountLinks.Reauthenticate("/account/profile"))).Form("Sign in").Fill("Password", HubHost.Password).SendAsync();

        asked.Heading.ShouldBe("Enter your code");
        (await SecondStep.EnterAsync(asked, await SecondStep.CodeAsync(hub, email))).Path.ShouldBe("/account/profile");
    }

    private async Task<string> AccountAsync()
    {
        var email = await hub.Account();
        await SecondStep.TurnOnAsync(hub, await hub.SignedIn(email), email);
        return email;
    }
}
