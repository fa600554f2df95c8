using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.SignOn.Grants;

public sealed class GrantsTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_person_sees_who_knows_what()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());
        (await browser.VisitAsync("/account/grants")).ShouldSay("No site knows you yet.");
        await node.AuthorizeAsync(browser, ("scope", "openid email"));

        var page = await (await browser.VisitAsync("/account")).FollowAsync("Sites that know you");

        page.ShouldSay(node.Client.Name);
        page.ShouldSay("that it is you, when and how you sign in here, when your session ends, your e-mail address");
        page.ShouldNotSay("your name");
    }

    [Fact]
    public async Task what_is_taken_back_ends_at_once_and_has_to_be_asked_for_again()
    {
        var (node, other) = (await TestClient.NodeAsync(hub), await TestClient.NodeAsync(hub));
        var browser = await hub.SignedIn(await hub.Account());
        var tokens = (await node.RedeemAsync(await node.CodeAsync(browser, ("scope", "openid offline_access")))).ShouldBeGood();
        var kept = (await other.RedeemAsync(await other.CodeAsync(browser))).ShouldBeGood();

        var form = (await browser.VisitAsync("/account/grants")).Document.QuerySelectorAll("form button[name=client]").Single(b => b.GetAttribute("value") == node.Id);
        form.GetAttribute("aria-label").ShouldBe($"Take back what {node.Client.Name} may see");
        var page = await (await browser.VisitAsync("/account/grants")).Form("Take it back").SendAsync();

        page.ShouldSay(ConsentMessages.TakenBack(node.Client.Name));
        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeRefused(SignOnRefusal.AccessTokenRevoked);
        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.GrantRevoked);
        (await node.AuthorizeAsync(browser, ("prompt", "none"))).ShouldBeRefused(node, SignOnRefusal.ConsentRequired);
        (await other.UserInfoAsync(kept["access_token"])).ShouldBeGood();
    }

    [Fact]
    public async Task nobody_takes_back_what_another_person_gave()
    {
        var node = await TestClient.NodeAsync(hub);
        var (mine, theirs) = (await hub.SignedIn(await hub.Account()), await hub.SignedIn(await hub.Account()));
        await node.AuthorizeAsync(theirs);
        await node.AuthorizeAsync(mine);

        await (await mine.VisitAsync("/account/grants")).Form("Take it back").SendAsync();

        (await theirs.VisitAsync("/account/grants")).ShouldSay(node.Client.Name);
        (await node.AuthorizeAsync(theirs, ("prompt", "none"))).Code.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task institution_and_orcid_are_shown_before_they_are_given()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        (await browser.VisitAsync(node.AuthorizeUrl(("scope", "openid affiliation")))).ShouldSay("Your institution: not entered. Your ORCID iD: not entered.");
        await hub.QueryAsync(async db =>
        {
            var account = await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Ct);
            db.Add(new PersonProfile { AccountId = account, Affiliation = "Utrecht University", Orcid = "0000-0002-1825-0097" });
            return await db.SaveChangesAsync(Ct);
        });

        var consent = await browser.VisitAsync(node.AuthorizeUrl(("scope", "openid affiliation")));
        consent.ShouldSay("Your institution: Utrecht University. Your ORCID iD: 0000-0002-1825-0097.");
        var tokens = await node.RedeemAsync(Arrival.Of(await consent.Form("Agree and go on").SendAsync()).Code);

        var person = (await node.UserInfoAsync(tokens["access_token"])).ShouldBeGood();
        (person["affiliation"], person["orcid"]).ShouldBe(("Utrecht University", "0000-0002-1825-0097"));
        person.Has("email").ShouldBeFalse();
    }
}
