using System.Net;
using Agon.Hub.Features.Administration;
using Agon.Portal.Accounts;

namespace Agon.Hub.Tests.Features.Administration;

/// <summary>Whoever finds the open browser of one of the staff must not become one of them.</summary>
public sealed class FreshSignInTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly TimeSpan Longer = AccountRules.Fresh + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task who_appoints_shows_first_who_they_are_and_comes_back()
    {
        var email = await hub.Account(role: Staff.Administrator);
        var browser = await hub.SignedIn(email);
        hub.Clock.Advance(Longer);

        var asked = await browser.VisitAsync(HubLinks.Administration.Staff);
        asked.ShouldSay(AccountMessages.ShowAgain);
        var page = await asked.Form("Sign in").Fill("Password", HubHost.Password).SendAsync();

        page.Path.ShouldBe(HubLinks.Administration.Staff);
    }

    [Fact]
    public async Task what_is_written_meanwhile_is_taken()
    {
        var browser = await hub.StaffBrowser(Staff.Administrator);
        var email = await hub.Account("Cora");
        var page = await browser.VisitAsync(HubLinks.Administration.Staff);
        hub.Clock.Advance(Longer);

        (await page.Form("Appoint").Fill("E-mail address of the account", email).Fill("Role", Staff.Curator).SendAsync()).ShouldSay("Cora is a curator now.");
    }

    [Fact]
    public async Task a_button_is_not_pressed_for_somebody()
    {
        var browser = await hub.StaffBrowser(Staff.Curator);
        var page = await browser.VisitAsync(HubLinks.Curation.Clients);
        hub.Clock.Advance(Longer);

        (await page.Form("Make a registration token").SendAsync()).ShouldSay(AccountMessages.ShowAgain);
        (await browser.VisitAsync(HubLinks.Curation.Clients)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
