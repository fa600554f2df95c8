using System.Net;
using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Roles;

namespace Agon.Node.Tests.Features.Administration;

/// <summary>The operators of a node decide who is one of them.</summary>
public sealed class OperatorsTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task an_operator_appoints_another_who_is_told_and_enters_the_desk_a_minute_later()
    {
        var account = await node.Given.Account("Ada");
        var ada = await node.BrowserOf(account);
        (await ada.VisitAsync(NodeLinks.Administration.Desk)).Status.ShouldBe(HttpStatusCode.Forbidden);

        var page = await AppointAsync(await OperatorsBrowserAsync(), account.Email!);

        page.ShouldSay("Ada is an operator now.");
        page.ShouldSay(OperatorMessages.WhoComesByAnotherSite);
        var mail = (await node.MailsTo(account.Email!)).ShouldHaveSingleItem();
        mail.ShouldContain("made you an operator of it");
        mail.ShouldContain(OperatorMessages.Advice);
        mail.ShouldContain($"http://localhost{AccountLinks.Forgot}");
        node.Clock.Advance(AccountRules.StampValidity + TimeSpan.FromSeconds(1));
        (await ada.VisitAsync(NodeLinks.Administration.Desk)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_dismissed_operator_is_one_no_more()
    {
        var account = await node.Given.Account("Ben", isOperator: true);
        var ben = await node.BrowserOf(account);
        var page = await (await OperatorsBrowserAsync()).VisitAsync(NodeLinks.Administration.Operators);

        (await page.Form("Dismiss Ben as operator").SendAsync()).ShouldSay("Ben is not an operator any more.");

        node.Clock.Advance(AccountRules.StampValidity + TimeSpan.FromSeconds(1));
        (await ben.VisitAsync(NodeLinks.Administration.Desk)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await page.Form("Dismiss Ben as operator").SendAsync()).ShouldSay("This person is not an operator, or not any more.");
    }

    [Theory]
    [InlineData("nobody@example.org", "There is no account with this address here.")]
    [InlineData("", RoleMessages.EnterEmail)]
    public async Task an_address_without_an_account_is_refused(string email, string sentence) =>
        (await AppointAsync(await OperatorsBrowserAsync(), email)).ShouldSay(sentence);

    [Fact]
    public async Task the_last_operator_stays()
    {
        await using var alone = new NodeHost();
        await alone.InitializeAsync();
        var browser = await alone.BrowserOf(await alone.Given.Account("Olga", isOperator: true));

        var page = await (await browser.VisitAsync(NodeLinks.Administration.Operators)).Form("Dismiss Olga as operator").SendAsync();

        page.ShouldSay("This is the last operator. Appoint another one first.");
        page.ShouldSay("Olga");
    }

    [Fact]
    public async Task whoever_finds_an_open_browser_does_not_become_operator()
    {
        var browser = await OperatorsBrowserAsync();
        node.Clock.Advance(AccountRules.Fresh + TimeSpan.FromSeconds(1));

        (await browser.VisitAsync(NodeLinks.Administration.Operators)).ShouldSay(AccountMessages.ShowAgain);
    }

    private async Task<PageClient> OperatorsBrowserAsync() => await node.BrowserOf(await node.Given.Account(isOperator: true));

    private static async Task<Page> AppointAsync(PageClient browser, string email) =>
        await (await browser.VisitAsync(NodeLinks.Administration.Operators)).Form("Appoint").Fill("E-mail address of the account", email).SendAsync();
}
