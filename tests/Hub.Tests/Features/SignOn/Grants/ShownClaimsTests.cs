using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.SignOn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn.Grants;

/// <summary>A client sees what stood on the page when the person agreed, and nothing that came later.</summary>
public sealed class ShownClaimsTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Orcid = "0000-0002-1825-0097";
    private static readonly (string, string?) Scope = ("scope", "openid affiliation offline_access");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // What a client is told of a person, by the words that say so on the page.
    private static readonly Dictionary<string, string> Words = new()
    {
        ["sub"] = "a number that stands for you there and nowhere else",
        ["auth_time"] = "When and how you signed in to this hub",
        ["amr"] = "When and how you signed in to this hub",
        ["sid"] = "when your session here ends",
        ["name"] = "Your name: Ada",
        ["email"] = "Your e-mail address: ",
        ["email_verified"] = "that you confirmed it",
        ["affiliation"] = "Your institution: Example University",
        ["orcid"] = $"Your ORCID iD: {Orcid}",
    };

    // What the protocol itself needs says nothing of a person.
    private static readonly string[] OfTheProtocol = ["iss", "aud", "iat", "exp", "nonce", "at_hash"];

    [Fact]
    public async Task all_that_a_client_is_told_of_a_person_stands_in_words_on_the_page()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account("Ada");
        await SayAsync(email, "Example University", Orcid);
        var page = await (await hub.SignedIn(email)).VisitAsync(node.AuthorizeUrl(("scope", string.Join(' ', SignOnScopes.OfPeople))));

        var tokens = (await node.RedeemAsync(Arrival.Of(await page.Form("Agree and go on").SendAsync()).Code)).ShouldBeGood();

        var identity = await node.VerifyAsync(tokens["id_token"], "JWT", node.Id);
        var told = identity.EnumerateObject().Concat((await node.UserInfoAsync(tokens["access_token"])).ShouldBeGood().Json.EnumerateObject()).Select(member => member.Name).ToHashSet();
        told.ExceptWith(OfTheProtocol);
        told.ShouldBe(Words.Keys, ignoreOrder: true);
        Words.Values.ShouldAllBe(words => page.Text.Contains(words));
    }

    [Fact]
    public async Task what_is_entered_after_the_consent_is_not_told_until_the_person_agrees_to_that()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        var tokens = (await node.RedeemAsync(await node.CodeAsync(browser, Scope))).ShouldBeGood();
        await SayAsync(email, "Example University", Orcid);

        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeGood().Has("orcid").ShouldBeFalse();
        var refreshed = (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeGood();
        (await node.UserInfoAsync(refreshed["access_token"])).ShouldBeGood().Has("affiliation").ShouldBeFalse();
        (await node.AuthorizeAsync(browser, Scope, ("prompt", "none"))).ShouldBeRefused(node, SignOnRefusal.ConsentRequired);
        var page = await browser.VisitAsync(node.AuthorizeUrl(Scope));
        page.ShouldSay($"Your institution: Example University. Your ORCID iD: {Orcid}.");

        var again = (await node.RedeemAsync(Arrival.Of(await page.Form("Agree and go on").SendAsync()).Code)).ShouldBeGood();

        (await node.UserInfoAsync(again["access_token"])).ShouldBeGood()["orcid"].ShouldBe(Orcid);
        (await node.AuthorizeAsync(browser, Scope, ("prompt", "none"))).Code.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task what_is_entered_while_the_page_is_open_was_not_on_it()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account();
        var page = await (await hub.SignedIn(email)).VisitAsync(node.AuthorizeUrl(Scope));
        page.ShouldSay("Your institution: not entered. Your ORCID iD: not entered. If you enter more later, you are asked again before it is shown.");
        await SayAsync(email, "Example University", null);

        var tokens = (await node.RedeemAsync(Arrival.Of(await page.Form("Agree and go on").SendAsync()).Code)).ShouldBeGood();

        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeGood().Has("affiliation").ShouldBeFalse();
    }

    [Fact]
    public async Task one_that_was_agreed_to_stays_so_when_it_changes()
    {
        var node = await TestClient.NodeAsync(hub);
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        await SayAsync(email, "Example University", null);
        await node.AuthorizeAsync(browser, Scope);
        await SayAsync(email, "University of Examples", null);

        var tokens = (await node.RedeemAsync(Arrival.Of(await browser.VisitAsync(node.AuthorizeUrl(Scope))).Code)).ShouldBeGood();

        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeGood()["affiliation"].ShouldBe("University of Examples");
        var sites = await browser.VisitAsync("/account/grants");
        sites.ShouldSay("your institution");
        sites.ShouldNotSay("ORCID");
    }

    [Fact]
    public async Task a_program_at_another_device_sees_what_stood_on_the_page_too()
    {
        var client = await TestClient.WithSecretAsync(hub, r => r with { Grants = GrantTypes.All });
        var waiting = (await client.PostAsync("/connect/device", ("scope", "openid profile"))).ShouldBeGood();
        var browser = await hub.SignedIn(await hub.Account("Ada"));
        var form = (await (await browser.VisitAsync("/device")).Form("Go on").Fill("Code", waiting["user_code"]).SendAsync()).Form("Allow");

        await form.SendAsync();

        (await hub.QueryAsync(db => db.Consents.Where(c => c.ClientId == client.Id).Select(c => c.Claims).SingleAsync(Ct))).ShouldBe("name");
    }

    private Task<SaveProfileOutcome> SayAsync(string email, string affiliation, string? orcid) => hub.InScopeAsync(async s =>
    {
        var account = await hub.QueryAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Ct));
        return await s.GetRequiredService<SaveProfile>().ExecuteAsync(account, new ProfileWords(affiliation, orcid, false, false, false), Ct);
    });
}
