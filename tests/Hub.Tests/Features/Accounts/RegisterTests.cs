using System.Net;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Accounts;

public sealed class RegisterTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task a_stranger_registers_confirms_by_mail_and_signs_in()
    {
        var browser = hub.Browser();
        var email = HubHost.NewAddress();

        (await Submit.RegisterAsync(browser, email, "Mei")).Heading.ShouldBe("Look into your mail");
        var confirm = await browser.VisitAsync(await hub.MailedLink(email));
        var confirmed = await confirm.Form("It was me").SendAsync();
        confirmed.ShouldSay("Your e-mail address is confirmed.");
        var home = await Submit.SignInAsync(browser, email, HubHost.Password);

        home.Path.ShouldBe("/");
        home.ShouldSay("Mei");
    }

    [Fact]
    public async Task following_the_link_alone_confirms_nothing()
    {
        var browser = hub.Browser();
        var email = HubHost.NewAddress();
        await Submit.RegisterAsync(browser, email);

        await browser.VisitAsync(await hub.MailedLink(email));

        (await Submit.SignInAsync(browser, email, HubHost.Password)).ShouldSay("Confirm your e-mail address first");
    }

    [Fact]
    public async Task a_known_address_gets_another_mail_but_the_page_does_not_tell()
    {
        var email = await hub.Account();

        var known = await Submit.RegisterAsync(hub.Browser(), email, "Eve", "another long password");
        var unknown = await Submit.RegisterAsync(hub.Browser(), HubHost.NewAddress());

        known.Document.Body!.OuterHtml.ShouldBe(unknown.Document.Body!.OuterHtml);
        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldContain("You have an account already");
        (await hub.QueryAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.DisplayName).ToListAsync())).ShouldBe(["Mei"]);
    }

    [Theory]
    [InlineData("", "mei@example.org", HubHost.Password, "Enter the name others will see.")]
    [InlineData("Mei", "", HubHost.Password, "Enter your e-mail address.")]
    [InlineData("Mei", "mei", HubHost.Password, "Enter an e-mail address such as name@example.org.")]
    [InlineData("Mei", "mei@example.org", "short", "Choose a password of at least 10 characters.")]
    [InlineData("Mei", "mei@example.org", "password123", "Choose a password that is not one of the first to be tried.")]
    public async Task what_is_missing_is_said_beside_the_field_and_above(string name, string email, string password, string sentence)
    {
        var page = await Submit.RegisterAsync(hub.Browser(), email, name, password);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.Title.ShouldStartWith("Error: ");
        var link = page.Document.QuerySelectorAll(".error-summary a").ShouldHaveSingleItem();
        link.TextContent.ShouldBe(sentence);
        var field = page.Document.GetElementById(link.GetAttribute("href")![1..])!;
        field.GetAttribute("aria-invalid").ShouldBe("true");
        var described = field.GetAttribute("aria-describedby")!.Split(' ').Select(id => page.Document.GetElementById(id)!.TextContent);
        described.ShouldContain($"Error: {sentence}");
    }

    [Fact]
    public async Task a_password_never_comes_back_on_the_page() =>
        (await Submit.RegisterAsync(hub.Browser(), "", "Mei", "a-password-of-mine")).Document.DocumentElement.OuterHtml.ShouldNotContain("a-password-of-mine");

    [Fact]
    public async Task the_mail_comes_again_when_asked()
    {
        var browser = hub.Browser();
        var email = await hub.Account(isConfirmed: false);

        var form = (await browser.VisitAsync("/account/resend")).Form("Send the link again");
        (await form.Fill("E-mail address", email).SendAsync()).Heading.ShouldBe("Look into your mail");

        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldContain("/account/confirm?");
    }

    [Theory]
    [InlineData("/account/confirm")]
    [InlineData("/account/confirm?account=x&code=y")]
    [InlineData("/account/reset?account=00000000-0000-0000-0000-000000000000&code=%00")]
    public async Task a_link_that_was_cut_is_said_to_be_spent(string path)
    {
        var page = await hub.Browser().VisitAsync(path);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.ShouldSay("This link has expired or was used already.");
    }

    [Fact]
    public async Task a_confirmation_for_somebody_else_is_refused()
    {
        var browser = hub.Browser();
        var (mine, other) = (await hub.Account(isConfirmed: false), await hub.Account(isConfirmed: false));
        var id = await hub.QueryAsync(db => db.Users.Where(u => u.Email == other).Select(u => u.Id).SingleAsync());
        await (await browser.VisitAsync("/account/resend")).Form("Send the link again").Fill("E-mail address", mine).SendAsync();
        var link = await hub.MailedLink(mine);

        var forged = await browser.VisitAsync(System.Text.RegularExpressions.Regex.Replace(link, "account=[^&]+", $"account={id}"));

        (await forged.Form("It was me").SendAsync()).ShouldSay("This link has expired or was used already.");
    }

    [Fact]
    public async Task links_in_mails_do_not_follow_the_host_header()
    {
        var email = await hub.Account();
        var browser = hub.Browser();
        var form = await browser.VisitAsync("/account/forgot");
        browser.Http.DefaultRequestHeaders.Host = "evil.example";

        await form.Form("Send the link").Fill("E-mail address", email).SendAsync();

        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldNotContain("evil.example");
    }

    [Fact]
    public void the_words_and_the_rules_agree() => AccountMessages.ChoosePassword.ShouldContain($"{AccountRules.PasswordMinLength}");
}
