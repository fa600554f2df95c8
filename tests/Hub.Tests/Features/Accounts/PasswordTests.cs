using Agon.Portal.Accounts;

namespace Agon.Hub.Tests.Features.Accounts;

public sealed class PasswordTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string NewPassword = "another long password";

    [Fact]
    public async Task a_forgotten_password_is_replaced_by_mail()
    {
        var email = await hub.Account();
        var browser = hub.Browser();

        (await Submit.ForgetAsync(browser, email)).Heading.ShouldBe("Look into your mail");
        var page = await browser.VisitAsync(await hub.MailedLink(email));
        (await page.Form("Use this password").Fill("New password", NewPassword).SendAsync()).ShouldSay("Your new password is set.");

        await hub.SignedIn(email, NewPassword);
        (await Submit.SignInAsync(hub.Browser(), email, HubHost.Password)).ShouldSay(AccountMessages.WrongPassword);
    }

    [Fact]
    public async Task the_link_works_once()
    {
        var email = await hub.Account();
        var browser = hub.Browser();
        await Submit.ForgetAsync(browser, email);
        var link = await hub.MailedLink(email);
        await (await browser.VisitAsync(link)).Form("Use this password").Fill("New password", NewPassword).SendAsync();

        var again = await (await browser.VisitAsync(link)).Form("Use this password").Fill("New password", "a third long password").SendAsync();

        again.ShouldSay("This link has expired or was used already.");
    }

    [Fact]
    public async Task a_weak_new_password_keeps_the_link_alive()
    {
        var email = await hub.Account();
        var browser = hub.Browser();
        await Submit.ForgetAsync(browser, email);

        var page = await (await browser.VisitAsync(await hub.MailedLink(email))).Form("Use this password").Fill("New password", "short").SendAsync();
        page.ShouldSay("Choose a password of at least 10 characters.");
        var done = await page.Form("Use this password").Fill("New password", NewPassword).SendAsync();

        done.ShouldSay("Your new password is set.");
    }

    [Fact]
    public async Task a_new_password_lifts_a_lock()
    {
        var email = await hub.Account();
        for (var i = 0; i < AccountRules.TriesBeforeLockout; i++)
        {
            await Submit.SignInAsync(hub.Browser(), email, "not this password");
        }

        var browser = hub.Browser();
        await Submit.ForgetAsync(browser, email);
        await (await browser.VisitAsync(await hub.MailedLink(email))).Form("Use this password").Fill("New password", NewPassword).SendAsync();

        await hub.SignedIn(email, NewPassword);
    }

    [Fact]
    public async Task asking_for_an_unknown_address_looks_the_same_and_mails_nobody()
    {
        var known = await Submit.ForgetAsync(hub.Browser(), await hub.Account());
        var unknown = await Submit.ForgetAsync(hub.Browser(), "nobody.at.all@example.org");

        unknown.Document.Body!.OuterHtml.ShouldBe(known.Document.Body!.OuterHtml);
        (await hub.MailsTo("nobody.at.all@example.org")).ShouldBeEmpty();
    }

    [Fact]
    public async Task changing_the_password_needs_the_old_one()
    {
        var browser = await hub.SignedIn(await hub.Account());

        var page = await (await browser.VisitAsync("/account/password")).Form("Change the password")
            .Fill("Current password", "not this password").Fill("New password", NewPassword).SendAsync();

        page.ShouldSay("Your current password is not this one.");
    }

    [Fact]
    public async Task guessing_the_old_password_in_an_open_browser_locks_the_account_too()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        for (var i = 0; i < AccountRules.TriesBeforeLockout; i++)
        {
            await ChangeAsync(browser, "not this password");
        }

        (await ChangeAsync(browser, HubHost.Password)).ShouldSay("Your current password is not this one.");
    }

    [Fact]
    public async Task changing_the_password_signs_out_the_others_and_tells_the_owner()
    {
        var email = await hub.Account();
        var (here, there) = (await hub.SignedIn(email), await hub.SignedIn(email));

        var page = await (await here.VisitAsync("/account/password")).Form("Change the password")
            .Fill("Current password", HubHost.Password).Fill("New password", NewPassword).SendAsync();
        page.ShouldSay("Your password is changed.");

        (await here.VisitAsync("/account")).Heading.ShouldBe("Your account");
        (await there.VisitAsync("/account")).Heading.ShouldBe("Sign in");
        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldContain("Your password was changed");
    }

    [Fact]
    public async Task a_name_can_be_changed_and_is_seen_at_once()
    {
        var browser = await hub.SignedIn(await hub.Account("Mei"));

        var page = await (await browser.VisitAsync("/account/profile")).Form("Save").Fill("Name", "  Mei <b>Lin</b> ").SendAsync();

        page.ShouldSay("Your name is changed.");
        page.Document.QuerySelector("details.menu summary")!.TextContent.ShouldBe("Mei <b>Lin</b>");
    }

    private static async Task<Page> ChangeAsync(PageClient browser, string current) =>
        await (await browser.VisitAsync("/account/password")).Form("Change the password")
            .Fill("Current password", current).Fill("New password", NewPassword).SendAsync();
}
