using System.Net;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Accounts;

public sealed class PasskeyTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_passkey_signs_its_owner_in_without_a_password()
    {
        var email = await hub.Account("Mei Lin");
        using var passkey = await AddedAsync(await hub.SignedIn(email));
        var browser = new PageClient(hub.Client());

        var page = await UseAsync(browser, passkey, "/account/sign-in/passkey?returnUrl=/account/profile");

        page.Response.Headers.Location!.OriginalString.ShouldBe("/account/profile");
        AccountCookie.Of(hub, page).Principal.AuthenticationMethods.ShouldBe(["hwk", "user", "mfa"]);
        (await browser.VisitAsync("/account")).ShouldSay("Mei Lin");
        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldContain("A passkey was added");
    }

    [Fact]
    public async Task it_stands_for_the_second_step_too()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        using var passkey = await AddedAsync(browser);
        await SecondStep.TurnOnAsync(hub, browser, email);

        (await UseAsync(hub.Browser(), passkey)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task a_lock_by_guessers_does_not_keep_its_owner_out()
    {
        var email = await hub.Account();
        using var passkey = await AddedAsync(await hub.SignedIn(email));
        for (var i = 0; i < AccountRules.TriesBeforeLockout; i++)
        {
            await Submit.SignInAsync(hub.Browser(), email, "not this password");
        }

        (await UseAsync(hub.Browser(), passkey)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task an_answer_works_once()
    {
        using var passkey = await AddedAsync(await hub.SignedIn(await hub.Account()));
        var browser = hub.Browser();
        var page = await browser.VisitAsync("/account/sign-in/passkey");
        var answer = passkey.Get(await OptionsAsync(browser, page));
        await page.Form("Use a passkey").Hidden("credential", answer).SendAsync();
        var thief = hub.Browser();

        var again = await (await thief.VisitAsync("/account/sign-in/passkey")).Form("Use a passkey").Hidden("credential", answer).SendAsync();

        again.ShouldSay(AccountMessages.PasskeyRefused);
    }

    [Theory]
    [InlineData("https://evil.example", "localhost", true)]
    [InlineData("http://localhost", "evil.example", true)]
    [InlineData("http://localhost", "localhost", false)]
    public async Task one_for_another_site_or_from_a_locked_device_is_refused(string origin, string domain, bool isUnlocked)
    {
        using var passkey = await AddedAsync(await hub.SignedIn(await hub.Account()));
        (passkey.Origin, passkey.Domain, passkey.IsUnlocked) = (origin, domain, isUnlocked);

        (await UseAsync(hub.Browser(), passkey)).ShouldSay(AccountMessages.PasskeyRefused);
    }

    [Fact]
    [Refuses(PasskeySignInOutcome.Refused)]
    public async Task one_that_nobody_added_is_refused()
    {
        using var stranger = new SoftPasskey();

        (await UseAsync(hub.Browser(), stranger)).ShouldRefuse(PasskeySignInOutcome.Refused, AccountMessages.PasskeyRefused);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("""{"id":"AAAA","type":"public-key","response":{}}""")]
    public async Task nonsense_is_refused(string answer)
    {
        var browser = hub.Browser();
        var page = await browser.VisitAsync("/account/sign-in/passkey");
        await OptionsAsync(browser, page);

        (await page.Form("Use a passkey").Hidden("credential", answer).SendAsync()).ShouldSay(AccountMessages.PasskeyRefused);
    }

    [Fact]
    [Refuses(PasskeySignInOutcome.NotConfirmed)]
    public async Task one_whose_owners_address_nobody_confirmed_is_refused()
    {
        var email = await hub.Account();
        using var passkey = await AddedAsync(await hub.SignedIn(email));
        await hub.QueryAsync(db => db.Users.Where(u => u.Email == email).ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailConfirmed, false), Ct));

        (await UseAsync(hub.Browser(), passkey)).ShouldRefuse(PasskeySignInOutcome.NotConfirmed, AccountMessages.MustConfirm);
    }

    [Fact]
    [Refuses(AddPasskeyOutcome.TooMany)]
    public async Task an_account_has_so_many_and_no_more()
    {
        var browser = await hub.SignedIn(await hub.Account());
        for (var i = 0; i < PasskeyRules.MostPerAccount; i++)
        {
            using var added = await AddedAsync(browser);
        }

        using var oneMore = new SoftPasskey();
        var page = await browser.VisitAsync("/account/passkeys");
        var answer = oneMore.Create(await OptionsAsync(browser, page, "/account/passkeys"));

        (await page.Form("Add a passkey").Fill("Name", "Phone").Hidden("credential", answer).SendAsync()).ShouldRefuse(AddPasskeyOutcome.TooMany, AccountMessages.TooManyPasskeys);
    }

    [Fact]
    [Refuses(AddPasskeyOutcome.NotFresh)]
    public async Task adding_one_needs_a_fresh_sign_in()
    {
        var browser = await hub.SignedIn(await hub.Account());
        var page = await browser.VisitAsync("/account/passkeys");
        using var passkey = new SoftPasskey();
        var answer = passkey.Create(await OptionsAsync(browser, page, "/account/passkeys"));
        hub.Clock.Advance(AccountRules.Fresh + TimeSpan.FromSeconds(1));

        (await page.Form("Add a passkey").Fill("Name", "Phone").Hidden("credential", answer).SendAsync()).ShouldRefuse(AddPasskeyOutcome.NotFresh, AccountMessages.ShowAgain);

        (await browser.VisitAsync("/account/passkeys")).ShouldSay("First show again that it is you.");
    }

    [Fact]
    [Refuses(AddPasskeyOutcome.NotGood)]
    public async Task an_answer_to_somebody_elses_question_adds_nothing()
    {
        var (mine, theirs) = (await hub.SignedIn(await hub.Account()), await hub.SignedIn(await hub.Account()));
        using var passkey = new SoftPasskey();
        var answer = passkey.Create(await OptionsAsync(theirs, await theirs.VisitAsync("/account/passkeys"), "/account/passkeys"));
        var page = await mine.VisitAsync("/account/passkeys");
        await OptionsAsync(mine, page, "/account/passkeys");

        (await page.Form("Add a passkey").Fill("Name", "Phone").Hidden("credential", answer).SendAsync()).ShouldRefuse(AddPasskeyOutcome.NotGood, AccountMessages.PasskeyNotGood);
    }

    [Fact]
    public async Task one_that_was_removed_signs_nobody_in()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        using var passkey = await AddedAsync(browser);

        (await (await browser.VisitAsync("/account/passkeys")).Form("Remove Phone").SendAsync()).ShouldSay(AccountMessages.PasskeyRemoved);

        (await UseAsync(hub.Browser(), passkey)).ShouldSay(AccountMessages.PasskeyRefused);
        (await hub.MailsTo(email)).ShouldContain(m => m.Contains("A passkey was removed"));
    }

    [Fact]
    public async Task removing_one_ends_every_other_session()
    {
        var browser = await hub.SignedIn(await hub.Account());
        using var passkey = await AddedAsync(browser);
        var thief = hub.Browser();
        await UseAsync(thief, passkey);

        await (await browser.VisitAsync("/account/passkeys")).Form("Remove Phone").SendAsync();

        (await thief.VisitAsync("/account")).Heading.ShouldBe("Sign in");
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    [Fact]
    public async Task removing_one_needs_a_fresh_sign_in()
    {
        var browser = await hub.SignedIn(await hub.Account());
        using var passkey = await AddedAsync(browser);
        var page = await browser.VisitAsync("/account/passkeys");
        hub.Clock.Advance(AccountRules.Fresh + TimeSpan.FromSeconds(1));

        (await page.Form("Remove Phone").SendAsync()).ShouldSay(AccountMessages.ShowAgain);

        (await UseAsync(hub.Browser(), passkey)).Path.ShouldBe("/");
    }

    [Theory]
    [InlineData(false, "/")]
    [InlineData(true, "/account/sign-in/passkey")]
    public async Task a_forgotten_password_removes_them_if_their_owner_wishes(bool wishes, string path)
    {
        var email = await hub.Account();
        using var passkey = await AddedAsync(await hub.SignedIn(email));
        await Submit.ForgetAsync(hub.Browser(), email);
        var form = (await hub.Browser().VisitAsync(await hub.MailedLink(email))).Form("Use this password").Fill("New password", "another long password");

        await (wishes ? form.Check("Remove my passkeys") : form).SendAsync();

        (await UseAsync(hub.Browser(), passkey)).Path.ShouldBe(path);
    }

    [Fact]
    public async Task one_can_be_renamed()
    {
        var browser = await hub.SignedIn(await hub.Account());
        using var passkey = await AddedAsync(browser);

        var page = await (await browser.VisitAsync("/account/passkeys")).Form("Rename Phone").Hidden("name", "Old phone").SendAsync();

        page.ShouldSay(AccountMessages.PasskeyRenamed);
        (await UseAsync(hub.Browser(), passkey)).Path.ShouldBe("/");
        (await browser.VisitAsync("/account/passkeys")).ShouldSay("Remove Old phone");
    }

    [Fact]
    public async Task nobody_removes_the_passkey_of_somebody_else()
    {
        var (mine, theirs) = (await hub.SignedIn(await hub.Account()), await hub.SignedIn(await hub.Account()));
        using var passkey = await AddedAsync(theirs);
        using var own = await AddedAsync(mine);
        var id = (await theirs.VisitAsync("/account/passkeys")).Document.QuerySelector("input[name=id]")!.GetAttribute("value")!;

        (await (await mine.VisitAsync("/account/passkeys")).Form("Remove Phone").Hidden("id", id).SendAsync()).ShouldSay(AccountMessages.NoSuchPasskey);

        (await UseAsync(hub.Browser(), passkey)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task without_scripts_the_pages_say_what_to_do()
    {
        var browser = await hub.SignedIn(await hub.Account());

        (await hub.Browser().VisitAsync("/account/sign-in/passkey")).ShouldSay("Your password works without it.");
        (await browser.VisitAsync("/account/passkeys")).ShouldSay("Passkeys need JavaScript");
    }

    private static async Task<SoftPasskey> AddedAsync(PageClient browser)
    {
        var passkey = new SoftPasskey();
        var page = await browser.VisitAsync("/account/passkeys");
        var answer = passkey.Create(await OptionsAsync(browser, page, "/account/passkeys"));
        (await page.Form("Add a passkey").Fill("Name", "Phone").Hidden("credential", answer).SendAsync()).ShouldSay(AccountMessages.PasskeyAdded);
        return passkey;
    }

    private static async Task<Page> UseAsync(PageClient browser, SoftPasskey passkey, string address = "/account/sign-in/passkey")
    {
        var page = await browser.VisitAsync(address);
        return await page.Form("Use a passkey").Hidden("credential", passkey.Get(await OptionsAsync(browser, page))).SendAsync();
    }

    // As the script fetches it: with the form's own token.
    private static async Task<string> OptionsAsync(PageClient browser, Page page, string path = "/account/sign-in/passkey")
    {
        var token = page.Document.QuerySelector("form[data-passkey] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await browser.Http.PostAsync($"{path}?handler=options", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
