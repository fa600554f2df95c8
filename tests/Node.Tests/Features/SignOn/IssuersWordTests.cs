using System.Net;
using System.Text.RegularExpressions;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Roles;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>What an issuer's word is not enough for: this node's own second step, its operators' powers, and ways in that outlast it.</summary>
public sealed partial class IssuersWordTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static readonly TimeSpan Long = AccountRules.Fresh + TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task an_account_with_a_second_step_is_asked_for_its_code_whoever_vouches_for_it()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync("Ada");
        await node.TurnOnSecondStep(account);
        var (browser, _) = world.Browser();

        var asked = await browser.VisitAsync(world.Start);

        asked.Heading.ShouldBe("Enter your code");
        (await browser.WhoAsync()).ShouldBeNull();
        (await asked.Form("Sign in").Fill("Code", "000000").SendAsync()).ShouldSay("This code is not right");
        (await browser.WhoAsync()).ShouldBeNull();

        var page = await asked.Form("Sign in").Fill("Code", await node.CodeOf(account)).SendAsync();
        page.Path.ShouldBe("/competitions");
        (await browser.WhoAsync()).ShouldBe("Ada");

        await node.DoAsync<RemoveIssuer, SignOnFailure?>(v => v.ExecuteAsync(world.Slug, Ct));
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task whoever_came_by_an_issuer_and_is_appointed_operator_is_one_after_showing_it_here()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync("Cleo");
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);
        (await browser.VisitAsync(NodeLinks.Administration.Desk)).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await node.DoAsync<AppointPerson, AppointOutcome>(v => v.ExecuteAsync(account.Email!, Operators.Role, by: null, Ct))).ShouldBeOfType<AppointOutcome.Appointed>();
        node.Clock.Advance(AccountRules.StampValidity + TimeSpan.FromSeconds(1));

        var asked = await browser.VisitAsync(NodeLinks.Administration.Desk);
        asked.ShouldSay(AccountMessages.ShowHere);
        (await asked.Form("Sign in").Fill("Password", Given.Password).SendAsync()).Heading.ShouldBe("Operator's desk");
    }

    [Fact]
    public async Task an_operator_has_no_powers_by_an_issuers_word_until_they_gave_their_password_here()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var boss = await node.Given.Account("Boss", isOperator: true);
        await world.LinkAsync(boss);
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);
        (await browser.WhoAsync()).ShouldBe("Boss");

        var asked = await browser.VisitAsync("/admin/settings");

        asked.Heading.ShouldBe("Sign in");
        asked.ShouldSay("enter your password of this site");
        var page = await asked.Form("Sign in").Fill("Password", Given.Password).SendAsync();
        page.Path.ShouldBe("/admin/settings");
        page.Status.ShouldBe(HttpStatusCode.OK);

        // The issuer's logout still ends it.
        await node.DoAsync<RemoveIssuer, SignOnFailure?>(v => v.ExecuteAsync(world.Slug, Ct));
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task an_operator_without_a_password_needs_one_before_they_make_a_token()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var boss = await node.Given.Account(isOperator: true);
        await world.LinkAsync(boss);
        await ForgetPasswordAsync(boss);
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);

        (await browser.VisitAsync(NodeLinks.Accounts.NewToken)).Heading.ShouldBe("Sign in");
        (await node.QueryAsync(db => db.ApiTokens.AnyAsync(t => t.AccountId == boss.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task by_an_issuers_word_nobody_adds_a_passkey_or_makes_a_token_for_an_account_with_a_password()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);

        (await browser.VisitAsync("/account/passkeys")).ShouldSay("First show again that it is you.");
        var asked = await browser.VisitAsync(NodeLinks.Accounts.NewToken);

        asked.Heading.ShouldBe("Sign in");
        var page = await asked.Form("Sign in").Fill("Password", Given.Password).SendAsync();
        page.Path.ShouldBe(NodeLinks.Accounts.NewToken);
        page.Heading.ShouldBe("New API token");
    }

    [Fact]
    public async Task an_account_without_any_way_of_this_node_shows_itself_to_its_issuer_again_before_it_makes_a_token()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync();
        await ForgetPasswordAsync(account);
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);
        node.Clock.Advance(Long);

        var page = await browser.VisitAsync(NodeLinks.Accounts.NewToken);

        world.Issuer.Asked["prompt"].ShouldBe("login");
        page.Path.ShouldBe(NodeLinks.Accounts.NewToken);
        page.Heading.ShouldBe("New API token");
    }

    [Fact]
    public async Task an_account_without_any_way_of_this_node_shows_itself_to_its_issuer_again_and_adds_a_passkey()
    {
        var (world, account, browser) = await ComeByIssuerOnlyAsync();
        node.Clock.Advance(Long);

        var shown = await browser.VisitAsync("/account/passkeys");
        shown.ShouldSay("First show again that it is you.");
        var page = await (await shown.FollowAsync("Go on to add one")).FollowAsync($"Sign in with Alma Mater {world.Slug}");

        page.Path.ShouldBe("/account/passkeys");
        world.Issuer.Asked["prompt"].ShouldBe("login");
        using var passkey = new SoftPasskey();
        var added = await page.Form("Add a passkey").Fill("Name", "Phone").Hidden("credential", passkey.Create(await OptionsAsync(browser, page))).SendAsync();
        added.ShouldSay("The passkey is added.");
        (await node.MailsTo(account.Email!)).ShouldContain(m => m.Contains("was added to your account: it signs you in", StringComparison.Ordinal));

        // From now on there is a way of this node's own: the issuer's word adds nothing more.
        added.ShouldSay("First show again that it is you.");
        (await browser.VisitAsync(AccountLinks.Reauthenticate("/account/passkeys"))).ShouldNotSay($"Sign in with Alma Mater {world.Slug}");
    }

    [Fact]
    public async Task an_issuer_that_does_not_say_when_they_showed_themselves_is_not_enough_for_a_passkey()
    {
        var world = await SignOnWorld.CreateAsync(node);
        world.Issuer.Claims = claims => claims.Remove("auth_time");
        await ForgetPasswordAsync(await world.LinkedAsync());
        var (browser, _) = world.Browser();

        await browser.VisitAsync(world.Start);

        (await browser.VisitAsync("/account/passkeys")).ShouldSay("First show again that it is you.");
    }

    [Fact]
    public async Task an_operator_without_a_password_adds_neither_passkey_nor_second_step_by_an_issuers_word()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var boss = await node.Given.Account(isOperator: true);
        await world.LinkAsync(boss);
        await ForgetPasswordAsync(boss);
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);

        var asked = await (await browser.VisitAsync("/account/passkeys")).FollowAsync("Go on to add one");
        asked.ShouldSay("If you have none, choose one by");
        (await (await browser.VisitAsync("/account/second-step")).Form("Set up").SendAsync()).Heading.ShouldBe("Sign in");
        (await browser.VisitAsync("/account/second-step/key")).ShouldSay("Begin anew: there is no key yet.");
    }

    [Fact]
    public async Task an_account_without_a_password_sets_up_and_turns_off_a_second_step_after_its_issuer_was_shown()
    {
        var (world, account, browser) = await ComeByIssuerOnlyAsync();
        node.Clock.Advance(Long);

        var asked = await (await browser.VisitAsync("/account/second-step")).Form("Set up").SendAsync();
        asked.Heading.ShouldBe("Sign in");
        var page = await asked.FollowAsync($"Sign in with Alma Mater {world.Slug}");
        page.Path.ShouldBe("/account/second-step");
        page = await (await page.Form("Set up").SendAsync()).Form("Turn on").Fill("Code", await node.CodeOf(account)).SendAsync();
        page.Heading.ShouldBe("The second step is on");

        node.Clock.Advance(Long);
        asked = await (await browser.VisitAsync("/account/second-step")).Form("Turn off").SendAsync();
        asked = await asked.FollowAsync($"Sign in with Alma Mater {world.Slug}");
        asked.Heading.ShouldBe("Enter your code");
        page = await asked.Form("Sign in").Fill("Code", await node.CodeOf(account)).SendAsync();
        (await page.Form("Turn off").SendAsync()).ShouldSay("The second step is off");
    }

    [Fact]
    public async Task a_session_that_was_left_open_makes_no_token_and_neither_adds_nor_removes_a_way_in()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await node.Given.Account();
        var (browser, _) = world.Browser();
        await PageClient.SignInAsync(await browser.VisitAsync("/account/sign-in"), account);
        node.Clock.Advance(Long);

        var asked = await (await browser.VisitAsync(world.Start)).Form("Link it").SendAsync();
        asked.Heading.ShouldBe("Sign in");
        (await world.IsLinkedAsync(account)).ShouldBeFalse();
        (await browser.VisitAsync(NodeLinks.Accounts.NewToken)).Heading.ShouldBe("Sign in");

        var link = await asked.Form("Sign in").Fill("Password", Given.Password).SendAsync();
        (await link.Form("Link it").SendAsync()).Path.ShouldBe("/competitions");
        (await world.IsLinkedAsync(account)).ShouldBeTrue();

        node.Clock.Advance(Long);
        (await (await browser.VisitAsync("/account/identities")).Form($"Remove Alma Mater {world.Slug}").SendAsync()).Heading.ShouldBe("Sign in");
        (await world.IsLinkedAsync(account)).ShouldBeTrue();
    }

    [Fact]
    public async Task who_waits_to_enter_does_not_once_the_issuer_was_switched_off()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var (browser, _) = world.Browser();
        (await browser.VisitAsync(world.Start)).Path.ShouldBe("/sign-on/link");
        await world.LinkedAsync();
        await node.QueryAsync(db => db.Issuers.Where(i => i.Slug == world.Slug).ExecuteUpdateAsync(set => set.SetProperty(i => i.IsEnabled, false)));

        (await browser.VisitAsync("/sign-on/finish")).ShouldRefuse(SignOnFailure.IssuerUnknown, SignOnMessages.Sentence(SignOnFailure.IssuerUnknown));
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task a_mailed_link_counts_no_more_once_the_issuer_was_switched_off()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await node.Given.Account();
        world.Issuer.Person["email"] = account.Email;
        var (browser, _) = world.Browser();
        await (await browser.VisitAsync(world.Start)).Form("Send me a link").SendAsync();
        var asked = await browser.VisitAsync(MailedLink().Match((await node.MailsTo(account.Email!))[^1]).Value);
        await node.QueryAsync(db => db.Issuers.Where(i => i.Slug == world.Slug).ExecuteUpdateAsync(set => set.SetProperty(i => i.IsEnabled, false)));

        (await asked.Form("It was me").SendAsync()).ShouldRefuse(SignOnFailure.IssuerUnknown, SignOnMessages.Sentence(SignOnFailure.IssuerUnknown));
        (await world.IsLinkedAsync(account)).ShouldBeFalse();
    }

    [Fact]
    public async Task a_copy_of_what_waited_in_a_browser_opens_nothing_a_second_time()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var cookies = new CookieContainerHandler();
        var browser = node.Browser(new ToTheIssuerAndBack(world.Issuer), cookies);
        await browser.VisitAsync(world.Start);
        var copy = cookies.Container.GetAllCookies()["agon.sign-on"]!.Value;
        await world.LinkedAsync("Ada");
        (await browser.VisitAsync("/sign-on/finish")).Path.ShouldBe("/competitions");
        (await browser.WhoAsync()).ShouldBe("Ada");

        var thief = node.Browser();
        thief.Http.DefaultRequestHeaders.Add("Cookie", $"agon.sign-on={copy}");

        (await thief.VisitAsync("/sign-on/finish")).ShouldSay(SignOnMessages.Sentence(SignOnFailure.NothingPending));
    }

    // Somebody who has neither password nor passkey here.
    private async Task<(SignOnWorld World, Account Account, PageClient Browser)> ComeByIssuerOnlyAsync()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync();
        await ForgetPasswordAsync(account);
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);
        return (world, account, browser);
    }

    private static async Task<string> OptionsAsync(PageClient browser, Page page)
    {
        var token = page.Document.QuerySelector("form[data-passkey] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await browser.Http.PostAsync("/account/passkeys?handler=options", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private Task<int> ForgetPasswordAsync(Account account) =>
        node.QueryAsync(db => db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, (string?)null)));

    [GeneratedRegex("/sign-on/confirm\\S+")]
    private static partial Regex MailedLink();
}
