using System.Net;
using Agon.Hub.Features.Administration;
using Agon.Portal.Accounts.Roles;

namespace Agon.Hub.Tests.Features.Administration;

public sealed class StaffTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task an_administrator_appoints_a_curator_who_has_the_role_at_the_next_sign_in()
    {
        var administrator = await hub.StaffBrowser(Staff.Administrator);
        var email = await hub.Account("Cora");

        var page = await AppointAsync(administrator, email, Staff.Curator);

        page.ShouldSay("Cora is a curator now.");
        page.ShouldSay(email);
        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldContain("made you a curator of it");
    }

    [Fact]
    [Refuses(typeof(AppointOutcome.HasItAlready))]
    public async Task who_has_the_role_is_not_told_again()
    {
        var email = await hub.Account("Dan", role: Staff.Curator);

        var page = await AppointAsync(await hub.StaffBrowser(Staff.Administrator), email, Staff.Curator);

        page.ShouldRefuse(typeof(AppointOutcome.HasItAlready), "This person is a curator already.");
        (await hub.MailsTo(email)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Staff.Curator)]
    public async Task nobody_else_sees_the_page(string? role)
    {
        var browser = await hub.SignedIn(await hub.Account(role: role));

        (await browser.VisitAsync(HubLinks.Administration.Staff)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    [Refuses(typeof(AppointOutcome.NoAccount))]
    public async Task an_address_without_an_account_is_refused()
    {
        var page = await AppointAsync(await hub.StaffBrowser(Staff.Administrator), "nobody@example.org", Staff.Curator);

        page.ShouldRefuse(typeof(AppointOutcome.NoAccount), RoleMessages.NoAccount);
    }

    [Fact]
    [Refuses(typeof(AppointOutcome.NotConfirmed))]
    public async Task an_address_that_nobody_confirmed_is_refused()
    {
        var email = await hub.Account(isConfirmed: false);

        (await AppointAsync(await hub.StaffBrowser(Staff.Administrator), email, Staff.Administrator)).ShouldRefuse(typeof(AppointOutcome.NotConfirmed), RoleMessages.NotConfirmed);
    }

    [Fact]
    public async Task a_role_there_is_not_is_refused()
    {
        var browser = await hub.StaffBrowser(Staff.Administrator);
        var page = await browser.VisitAsync(HubLinks.Administration.Staff);
        var select = page.Document.QuerySelector("select")!;
        select.InnerHtml += "<option value='root' selected>root</option>";

        (await page.Form("Appoint").Fill("E-mail address of the account", await hub.Account()).SendAsync()).ShouldSay(RoleMessages.ChooseRole);
    }

    [Fact]
    [Refuses(typeof(DismissOutcome.LastOne), typeof(DismissOutcome.HasItNot))]
    public async Task the_last_administrator_stays_and_anybody_else_can_be_dismissed()
    {
        await using var alone = new HubHost();
        await alone.InitializeAsync();
        var browser = await alone.SignedIn(await alone.Account("Ada", role: Staff.Administrator));

        (await (await browser.VisitAsync(HubLinks.Administration.Staff)).Form("Dismiss Ada as administrator").SendAsync()).ShouldRefuse(typeof(DismissOutcome.LastOne), "This is the last administrator. Appoint another one first.");
        await AppointAsync(browser, await alone.Account("Ben"), Staff.Administrator);
        var form = (await browser.VisitAsync(HubLinks.Administration.Staff)).Form("Dismiss Ben as administrator");

        (await form.SendAsync()).ShouldSay("Ben is not an administrator any more.");
        (await form.SendAsync()).ShouldRefuse(typeof(DismissOutcome.HasItNot), "This person is not an administrator, or not any more.");
    }

    private static async Task<Page> AppointAsync(PageClient browser, string email, string role) =>
        await (await browser.VisitAsync(HubLinks.Administration.Staff)).Form("Appoint")
            .Fill("E-mail address of the account", email).Fill("Role", role).SendAsync();
}
