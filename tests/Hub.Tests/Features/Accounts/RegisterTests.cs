using System.Net;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
        var confirmed = await confirm.Form("It was me").Fill("Password", HubHost.Password).SendAsync();
        confirmed.ShouldSay("Your e-mail address is confirmed.");
        var home = await Submit.SignInAsync(browser, email, HubHost.Password);

        home.Path.ShouldBe("/");
        home.ShouldSay("Mei");
    }

    [Fact]
    public async Task of_many_who_register_an_address_at_once_one_does_and_all_get_the_same_answer()
    {
        var email = HubHost.NewAddress();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Submit.RegisterAsync(hub.Browser(), email, "Mei")));

        answers.ShouldAllBe(a => a.Heading == "Look into your mail");
        (await hub.QueryAsync(db => db.Users.CountAsync(u => u.Email == email))).ShouldBe(1);
    }

    [Fact]
    [Refuses(SignInOutcome.NotConfirmed)]
    public async Task following_the_link_alone_confirms_nothing()
    {
        var browser = hub.Browser();
        var email = HubHost.NewAddress();
        await Submit.RegisterAsync(browser, email);

        await browser.VisitAsync(await hub.MailedLink(email));

        (await Submit.SignInAsync(browser, email, HubHost.Password)).ShouldRefuse(SignInOutcome.NotConfirmed, AccountMessages.MustConfirm);
    }

    [Fact]
    [Refuses(ConfirmOutcome.WrongPassword)]
    public async Task whoever_has_the_mailbox_confirms_nothing_without_the_password_of_the_registration()
    {
        var email = HubHost.NewAddress();
        await Submit.RegisterAsync(hub.Browser(), email, "Eve", "the attacker's password");
        var victim = hub.Browser();

        var page = await (await victim.VisitAsync(await hub.MailedLink(email))).Form("It was me").Fill("Password", HubHost.Password).SendAsync();

        page.ShouldRefuse(ConfirmOutcome.WrongPassword, AccountMessages.NotTheChosenPassword);
        (await Submit.SignInAsync(hub.Browser(), email, "the attacker's password")).ShouldSay("Confirm your e-mail address first");
    }

    [Fact]
    public async Task a_mailbox_owner_takes_over_what_a_stranger_registered()
    {
        var email = HubHost.NewAddress();
        await Submit.RegisterAsync(hub.Browser(), email, "Eve", "the attacker's password");
        await Submit.ForgetAsync(hub.Browser(), email);
        var reset = (await hub.MailsTo(email)).Single(m => m.Contains("/account/reset?", StringComparison.Ordinal));
        var link = new Uri(System.Text.RegularExpressions.Regex.Match(reset, @"http\S+/account/reset\S+").Value).PathAndQuery;

        await (await hub.Browser().VisitAsync(link)).Form("Use this password").Fill("New password", HubHost.Password).SendAsync();

        await hub.SignedIn(email);
        (await Submit.SignInAsync(hub.Browser(), email, "the attacker's password")).ShouldSay(AccountMessages.WrongPassword);
    }

    [Fact]
    public async Task nobody_is_greeted_by_name_before_the_address_is_confirmed()
    {
        var email = HubHost.NewAddress();

        await Submit.RegisterAsync(hub.Browser(), email, "Call 0900 123 now");

        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldNotContain("0900");
    }

    [Theory]
    [InlineData("Mei\r\nVisit us")]
    [InlineData("Mei\u2028Visit us")]
    [InlineData("Mei \u202Enimda")]
    [InlineData("Mei\u200B")]
    [InlineData("see https://evil.example")]
    public async Task a_name_that_could_deceive_is_refused(string name)
    {
        var person = await hub.SignedIn(await hub.Account());

        (await Submit.RegisterAsync(hub.Browser(), HubHost.NewAddress(), name)).ShouldSay(AccountMessages.NameNotPlain);
        (await (await person.VisitAsync("/account/profile")).Form("Save").Fill("Name", name).SendAsync()).ShouldSay(AccountMessages.NameNotPlain);
        var (_, result) = await hub.InScopeAsync(s => s.GetRequiredService<CreateAccount>().ExecuteAsync(HubHost.NewAddress(), name, HubHost.Password, true));
        result.Errors.ShouldHaveSingleItem().Description.ShouldBe(AccountMessages.NameNotPlain);
    }

    [Theory]
    [InlineData("Zoë van 't Hoff-O’Neil Jr.")]
    [InlineData("مريم")]
    [InlineData("梅 林 🦉")]
    public async Task a_name_may_be_of_any_language(string name) =>
        (await Submit.RegisterAsync(hub.Browser(), HubHost.NewAddress(), name)).Heading.ShouldBe("Look into your mail");

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

    [Fact]
    public async Task the_same_mail_goes_to_an_account_once_in_ten_minutes_whatever_the_page_says()
    {
        var email = await hub.Account(isConfirmed: false);
        for (var i = 0; i < 3; i++)
        {
            (await Submit.ResendAsync(hub.Browser(), email)).Heading.ShouldBe("Look into your mail");
            (await Submit.ForgetAsync(hub.Browser(), email)).Heading.ShouldBe("Look into your mail");
            (await Submit.RegisterAsync(hub.Browser(), email)).Heading.ShouldBe("Look into your mail");
        }

        (await hub.MailsTo(email)).Count.ShouldBe(3);
        hub.Clock.Advance(AccountRules.MailPause);
        await Submit.ResendAsync(hub.Browser(), email);
        (await hub.MailsTo(email)).Count.ShouldBe(4);
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
    [Refuses(ConfirmOutcome.LinkIsSpent)]
    public async Task a_confirmation_for_somebody_else_is_refused()
    {
        var browser = hub.Browser();
        var (mine, other) = (await hub.Account(isConfirmed: false), await hub.Account(isConfirmed: false));
        var id = await hub.QueryAsync(db => db.Users.Where(u => u.Email == other).Select(u => u.Id).SingleAsync());
        await (await browser.VisitAsync("/account/resend")).Form("Send the link again").Fill("E-mail address", mine).SendAsync();
        var link = await hub.MailedLink(mine);

        var forged = await browser.VisitAsync(System.Text.RegularExpressions.Regex.Replace(link, "account=[^&]+", $"account={id}"));

        (await forged.Form("It was me").Fill("Password", HubHost.Password).SendAsync()).ShouldRefuse(ConfirmOutcome.LinkIsSpent, "This link has expired or was used already.");
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

    [Fact]
    public async Task an_account_nobody_confirms_goes_after_a_week_and_others_stay()
    {
        var (waiting, confirmed) = (await hub.Account(isConfirmed: false), await hub.Account());
        hub.Clock.Advance(AccountRules.Unconfirmed - TimeSpan.FromMinutes(1));
        var late = await hub.Account(isConfirmed: false);
        hub.Clock.Advance(TimeSpan.FromMinutes(2));

        await hub.InScopeAsync(async s =>
        {
            await s.GetRequiredService<SweepAccounts>().RoundAsync(TestContext.Current.CancellationToken);
            return 0;
        });

        (await hub.QueryAsync(db => db.Users.Where(u => u.Email == waiting || u.Email == confirmed || u.Email == late).Select(u => u.Email!).ToListAsync(TestContext.Current.CancellationToken)))
            .ShouldBe([confirmed, late], ignoreOrder: true);
    }
}
