using Agon.Node.Features.SignOn;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>Coming by an issuer's word and a code of this node: the code is asked for beside the word and makes no more of it.</summary>
public sealed class WordAndCodeTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task after_a_logout_that_overtakes_the_code_nobody_is_signed_in_wherever_the_form_leads()
    {
        var (world, browser, account) = await AskedAsync();
        var asked = await browser.VisitAsync("/account/sign-in/code?returnUrl=/account/profile");
        await LogOutAsync(world);

        var page = await EnterAsync(asked, account);

        page.ShouldRefuse(SignOnFailure.EndedMeanwhile, SignOnMessages.Sentence(SignOnFailure.EndedMeanwhile));
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task the_code_alone_signs_nobody_in_and_counts_for_no_other_word()
    {
        var (world, browser, account) = await AskedAsync();
        var asked = await browser.VisitAsync("/account/sign-in/code");
        await SwitchAsync(world, isEnabled: false);

        (await EnterAsync(asked, account)).ShouldRefuse(SignOnFailure.IssuerUnknown, SignOnMessages.Sentence(SignOnFailure.IssuerUnknown));
        (await browser.WhoAsync()).ShouldBeNull();

        await SwitchAsync(world, isEnabled: true);
        (await browser.VisitAsync(world.Start)).Heading.ShouldBe("Enter your code");
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task an_operator_has_no_powers_by_it()
    {
        var (_, browser, boss) = await AskedAsync(isOperator: true);
        await EnterAsync(await browser.VisitAsync("/account/sign-in/code"), boss);
        (await browser.WhoAsync()).ShouldNotBeNull();

        var asked = await browser.VisitAsync("/admin/settings");

        asked.Heading.ShouldBe("Sign in");
        asked.ShouldSay("enter your password of this site");
    }

    [Fact]
    public async Task it_ends_with_the_session_at_the_issuer()
    {
        var (world, browser, account) = await AskedAsync();
        (await EnterAsync(await browser.VisitAsync("/account/sign-in/code"), account)).Path.ShouldBe("/competitions");
        (await browser.WhoAsync()).ShouldNotBeNull();

        await LogOutAsync(world);

        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task it_adds_no_passkey()
    {
        var (_, browser, account) = await AskedAsync();
        await EnterAsync(await browser.VisitAsync("/account/sign-in/code"), account);

        (await browser.VisitAsync("/account/passkeys")).ShouldSay("First show again that it is you.");
    }

    private async Task<(SignOnWorld World, PageClient Browser, Account Account)> AskedAsync(bool isOperator = false)
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await node.Given.Account(isOperator: isOperator);
        await world.LinkAsync(account);
        await node.TurnOnSecondStep(account);
        var (browser, _) = world.Browser();
        (await browser.VisitAsync(world.Start)).Heading.ShouldBe("Enter your code");
        return (world, browser, account);
    }

    private async Task<Page> EnterAsync(Page asked, Account account) => await asked.Form("Sign in").Fill("Code", await node.CodeOf(account)).SendAsync();

    private async Task LogOutAsync(SignOnWorld world)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["logout_token"] = world.Issuer.LogoutToken() });
        (await node.Api().PostAsync($"/sign-on/{world.Slug}/logout", form, Ct)).EnsureSuccessStatusCode();
    }

    private Task<int> SwitchAsync(SignOnWorld world, bool isEnabled) =>
        node.QueryAsync(db => db.Issuers.Where(i => i.Slug == world.Slug).ExecuteUpdateAsync(set => set.SetProperty(i => i.IsEnabled, isEnabled)));
}
