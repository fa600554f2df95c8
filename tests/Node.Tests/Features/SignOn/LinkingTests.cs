using System.Text.RegularExpressions;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Identities;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>Which account somebody enters who comes by an issuer for the first time: never one by an address alone.</summary>
public sealed partial class LinkingTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task an_account_with_the_same_address_is_neither_entered_nor_linked()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await node.Given.Account();
        world.Issuer.Person["email"] = account.Email;
        var (browser, _) = world.Browser();

        var page = await browser.VisitAsync(world.Start);

        page.Path.ShouldBe("/sign-on/link");
        (await browser.WhoAsync()).ShouldBeNull();
        (await world.IsLinkedAsync(account)).ShouldBeFalse();
    }

    [Fact]
    public async Task signing_in_with_the_password_and_agreeing_links_the_account()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await node.Given.Account("Ada");
        var (browser, _) = world.Browser();
        var welcome = await browser.VisitAsync(world.Start);

        var asked = await PageClient.SignInAsync(await welcome.FollowAsync("Sign in with a password"), account);

        asked.Path.ShouldBe("/sign-on/link");
        (await world.IsLinkedAsync(account)).ShouldBeFalse();
        (await asked.Form("Link it").SendAsync()).Path.ShouldBe("/competitions");
        (await world.IsLinkedAsync(account)).ShouldBeTrue();
        (await node.MailsTo(account.Email!)).ShouldContain(m => m.Contains("You can now sign in to your account", StringComparison.Ordinal));

        var again = world.Browser().Browser;
        (await again.VisitAsync(world.Start)).Path.ShouldBe("/competitions");
        (await again.WhoAsync()).ShouldBe("Ada");
    }

    [Fact]
    public async Task whoever_is_new_chooses_a_name_and_has_an_account_with_the_address_the_issuer_verified()
    {
        var world = await SignOnWorld.CreateAsync(node);
        world.Issuer.Person["email"] = "new1@campus.example";
        var (browser, _) = world.Browser();
        var form = (await (await browser.VisitAsync(world.Start)).FollowAsync("Make an account")).Form("Make the account");

        var page = await form.Fill("Name", "Countess").SendAsync();

        page.Path.ShouldBe("/competitions");
        (await browser.WhoAsync()).ShouldBe("Countess");
        var account = await node.QueryAsync(db => db.Users.SingleAsync(a => a.Email == "new1@campus.example"));
        account.EmailConfirmed.ShouldBeTrue();
        account.PasswordHash.ShouldBeNull();
    }

    [Theory]
    [InlineData("new2@campus.example", "new2@campus.example", false, true)]
    [InlineData("new3@campus.example", "another@elsewhere.example", true, true)]
    [InlineData("new4@campus.example", "new4@campus.example", true, false)]
    public async Task an_address_that_nobody_verified_gets_a_mail_before_there_is_an_account(string known, string email, bool isVerified, bool vouches)
    {
        var world = await SignOnWorld.CreateAsync(node, vouches: vouches);
        (world.Issuer.Person["email"], world.Issuer.Person["email_verified"]) = (known, isVerified);
        var (browser, _) = world.Browser();
        var form = (await (await browser.VisitAsync(world.Start)).FollowAsync("Make an account")).Form("Make the account");

        (await form.Fill("E-mail address", email).SendAsync()).ShouldSay("A mail is on its way");

        (await node.QueryAsync(db => db.Users.AnyAsync(a => a.Email == email))).ShouldBeFalse();
        var page = await (await browser.VisitAsync(LinkIn(await node.MailsTo(email)))).Form("It was me").SendAsync();
        page.Path.ShouldBe("/competitions");
        (await node.QueryAsync(db => db.Users.SingleAsync(a => a.Email == email))).EmailConfirmed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"true\"")]
    [InlineData("1")]
    public async Task only_the_value_true_says_that_an_address_was_verified(string value)
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await node.Given.Account();
        (world.Issuer.Person["email"], world.Issuer.Person["email_verified"]) = (account.Email, System.Text.Json.Nodes.JsonNode.Parse(value));

        (await world.VisitAsync()).ShouldNotSay("There is an account with your address");
    }

    [Fact]
    public async Task a_mail_to_the_verified_address_links_the_account_in_the_browser_in_which_it_was_asked_for()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var (account, browser) = await AskedByMailAsync(world);

        var page = await (await browser.VisitAsync(LinkIn(await node.MailsTo(account.Email!)))).Form("It was me").SendAsync();

        page.Path.ShouldBe("/competitions");
        (await browser.WhoAsync()).ShouldBe(account.DisplayName);
        (await world.IsLinkedAsync(account)).ShouldBeTrue();
    }

    [Fact]
    [Refuses(SignOnFailure.MailLinkOfAnotherBrowser)]
    public async Task nobody_can_make_the_owner_of_an_account_click_for_them()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var (account, _) = await AskedByMailAsync(world);
        var owner = await node.BrowserOf(account);

        var page = await owner.VisitAsync(LinkIn(await node.MailsTo(account.Email!)));

        page.ShouldRefuse(SignOnFailure.MailLinkOfAnotherBrowser, SignOnMessages.Sentence(SignOnFailure.MailLinkOfAnotherBrowser));
        (await world.IsLinkedAsync(account)).ShouldBeFalse();
    }

    [Fact]
    [Refuses(SignOnFailure.MailLinkSpent)]
    public async Task a_mailed_link_works_for_an_hour_and_as_it_was_written()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var (account, browser) = await AskedByMailAsync(world);
        var link = LinkIn(await node.MailsTo(account.Email!));

        (await browser.VisitAsync(link[..^6] + "AAAAAA")).ShouldRefuse(SignOnFailure.MailLinkSpent, SignOnMessages.Sentence(SignOnFailure.MailLinkSpent));
        node.Clock.Advance(PendingSignOn.Kept);
        (await browser.VisitAsync(link)).ShouldRefuse(SignOnFailure.MailLinkSpent, SignOnMessages.Sentence(SignOnFailure.MailLinkSpent));
    }

    [Fact]
    public async Task one_address_gets_one_such_mail_in_ten_minutes()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var (account, browser) = await AskedByMailAsync(world);

        await (await browser.VisitAsync("/sign-on/link")).Form("Send me a link").SendAsync();

        (await node.MailsTo(account.Email!)).Count.ShouldBe(1);
    }

    [Fact]
    [Refuses(SignOnFailure.SecondFactorAsked)]
    public async Task a_mail_does_not_stand_in_for_a_second_factor()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var (account, browser) = await AskedByMailAsync(world);
        var link = LinkIn(await node.MailsTo(account.Email!));
        await node.TurnOnSecondStep(account);

        (await (await browser.VisitAsync(link)).Form("It was me").SendAsync()).ShouldRefuse(SignOnFailure.SecondFactorAsked, SignOnMessages.Sentence(SignOnFailure.SecondFactorAsked));
        (await (await browser.VisitAsync("/sign-on/link")).Form("Send me a link").SendAsync()).ShouldRefuse(SignOnFailure.SecondFactorAsked, SignOnMessages.Sentence(SignOnFailure.SecondFactorAsked));
        (await world.IsLinkedAsync(account)).ShouldBeFalse();
    }

    [Fact]
    public async Task an_account_that_somebody_registered_with_an_address_not_theirs_does_not_keep_their_password()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var (account, browser) = await AskedByMailAsync(world, isConfirmed: false);

        await (await browser.VisitAsync(LinkIn(await node.MailsTo(account.Email!)))).Form("It was me").SendAsync();

        var now = await node.QueryAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.Id == account.Id));
        now.EmailConfirmed.ShouldBeTrue();
        now.PasswordHash.ShouldBeNull();
        now.SecurityStamp.ShouldNotBe(account.SecurityStamp);
    }

    [Fact]
    [Refuses(SignOnFailure.AddressNotVerified)]
    public async Task no_mail_goes_out_by_an_address_that_the_issuer_did_not_verify()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await node.Given.Account();
        world.Issuer.Person["email"] = account.Email;
        var (browser, _) = world.Browser();
        var page = await browser.VisitAsync(world.Start);
        var form = page.Form("Send me a link");
        world.Issuer.Person["email_verified"] = false;
        await browser.VisitAsync(world.Start);

        (await form.SendAsync()).ShouldRefuse(SignOnFailure.AddressNotVerified, SignOnMessages.Sentence(SignOnFailure.AddressNotVerified));
        (await node.MailsTo(account.Email!)).ShouldBeEmpty();
    }

    [Fact]
    [Refuses(SignOnFailure.AddressHasAccount)]
    public async Task no_second_account_is_made_with_an_address()
    {
        var world = await SignOnWorld.CreateAsync(node);
        world.Issuer.Person["email"] = "late@campus.example";
        var (browser, _) = world.Browser();
        var form = (await (await browser.VisitAsync(world.Start)).FollowAsync("Make an account")).Form("Make the account");
        var somebody = await node.Given.Account();
        await node.QueryAsync(db => db.Users.Where(a => a.Id == somebody.Id).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Email, "late@campus.example").SetProperty(a => a.NormalizedEmail, "LATE@CAMPUS.EXAMPLE")
            .SetProperty(a => a.UserName, "late@campus.example").SetProperty(a => a.NormalizedUserName, "LATE@CAMPUS.EXAMPLE")));

        (await form.SendAsync()).ShouldRefuse(SignOnFailure.AddressHasAccount, SignOnMessages.Sentence(SignOnFailure.AddressHasAccount));
        (await world.IsLinkedAsync(somebody)).ShouldBeFalse();
    }

    [Fact]
    [Refuses(SignOnFailure.AccountsClosed)]
    public async Task an_issuer_whose_people_may_make_no_accounts_gives_none()
    {
        var world = await SignOnWorld.CreateAsync(node, givesAccounts: false);
        var (browser, _) = world.Browser();

        (await browser.VisitAsync(world.Start)).ShouldNotSay("Make an account");
        (await browser.VisitAsync("/sign-on/new")).ShouldRefuse(SignOnFailure.AccountsClosed, SignOnMessages.Sentence(SignOnFailure.AccountsClosed));
    }

    [Fact]
    [Refuses(SignOnFailure.LinkedElsewhere)]
    public async Task whoever_is_signed_in_as_another_is_neither_switched_nor_linked()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        var another = await node.Given.Account("Grace");
        var (browser, _) = world.Browser();
        await PageClient.SignInAsync(await browser.VisitAsync("/account/sign-in"), another);

        (await browser.VisitAsync(world.Start)).ShouldRefuse(SignOnFailure.LinkedElsewhere, SignOnMessages.Sentence(SignOnFailure.LinkedElsewhere));
        (await browser.WhoAsync()).ShouldBe("Grace");
        (await world.IsLinkedAsync(another)).ShouldBeFalse();
    }

    [Fact]
    [Refuses(SignOnFailure.NothingPending)]
    public async Task without_somebody_who_waits_there_is_nothing_to_finish()
    {
        foreach (var path in (string[])["/sign-on/finish", "/sign-on/link", "/sign-on/new"])
        {
            (await node.Browser().VisitAsync(path)).ShouldRefuse(SignOnFailure.NothingPending, SignOnMessages.Sentence(SignOnFailure.NothingPending));
        }
    }

    [Fact]
    [Refuses(SignOnFailure.LastWayIn)]
    public async Task a_way_in_is_removed_unless_it_is_the_last_and_other_browsers_that_came_by_it_are_signed_out()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync();
        var (elsewhere, _) = world.Browser();
        await elsewhere.VisitAsync(world.Start);
        var browser = await node.BrowserOf(account);
        var remove = $"Remove Alma Mater {world.Slug}";
        await SetPasswordAsync(account, null);

        (await (await browser.VisitAsync("/account/identities")).Form(remove).SendAsync()).ShouldRefuse(SignOnFailure.LastWayIn, SignOnMessages.Sentence(SignOnFailure.LastWayIn));
        (await elsewhere.WhoAsync()).ShouldNotBeNull();

        await SetPasswordAsync(account, account.PasswordHash);
        (await (await browser.VisitAsync("/account/identities")).Form(remove).SendAsync()).ShouldSay("It is removed.");
        (await world.IsLinkedAsync(account)).ShouldBeFalse();
        (await elsewhere.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task nobody_removes_anothers_way_in()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync();
        var id = await node.QueryAsync(db => db.LinkedIdentities.Where(l => l.AccountId == account.Id).Select(l => l.Id).SingleAsync());
        var another = await node.Given.Account();

        (await node.DoAsync<RemoveIdentity, SignOnFailure?>(v => v.ExecuteAsync(another.Id, id, null, TestContext.Current.CancellationToken))).ShouldBeNull();

        (await world.IsLinkedAsync(account)).ShouldBeTrue();
    }

    private async Task<(Account Account, PageClient Browser)> AskedByMailAsync(SignOnWorld world, bool isConfirmed = true)
    {
        var account = await node.Given.Account();
        if (!isConfirmed)
        {
            await node.QueryAsync(db => db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.EmailConfirmed, false)));
        }

        world.Issuer.Person["email"] = account.Email;
        var (browser, _) = world.Browser();
        (await (await browser.VisitAsync(world.Start)).Form("Send me a link").SendAsync()).ShouldSay($"A mail is on its way to {account.Email}");
        return (account, browser);
    }

    private Task<int> SetPasswordAsync(Account account, string? hash) =>
        node.QueryAsync(db => db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash)));

    private static string LinkIn(IReadOnlyList<string> mails) => Link().Match(mails[^1]).Value;

    [GeneratedRegex("/sign-on/confirm\\S+")]
    private static partial Regex Link();
}
