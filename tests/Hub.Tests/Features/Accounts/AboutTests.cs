using System.Net;
using Agon.Hub.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Accounts;

public sealed class AboutTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_a_person_says_is_kept_and_can_be_changed()
    {
        var browser = await hub.SignedIn(await hub.Account());

        (await SaveAsync(browser, "Example University", "https://orcid.org/0000-0002-1825-0097")).ShouldSay("Saved.");
        var page = await SaveAsync(browser, "Another University", "");

        page.Document.QuerySelector("#Form_Affiliation")!.GetAttribute("value").ShouldBe("Another University");
        page.Document.QuerySelector("#Form_Orcid")!.GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    [Refuses(SaveProfileOutcome.NotAnOrcid)]
    public async Task a_wrong_orcid_is_refused_and_nothing_is_kept()
    {
        var email = await hub.Account();

        (await SaveAsync(await hub.SignedIn(email), "Example University", "0000-0002-1825-0098")).ShouldRefuse(SaveProfileOutcome.NotAnOrcid, HubAccountMessages.NotAnOrcid);

        (await hub.QueryAsync(db => db.PersonProfiles.AnyAsync(p => db.Users.Any(u => u.Id == p.AccountId && u.Email == email), Ct))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://spam.example/")]
    [InlineData("Uni\u202everse")]
    public async Task an_institution_is_plain_words(string affiliation) =>
        (await SaveAsync(await hub.SignedIn(await hub.Account()), affiliation, "")).ShouldSay(HubAccountMessages.AffiliationNotPlain);

    [Fact]
    public async Task nobody_has_a_public_page_unless_they_want_one()
    {
        var email = await hub.Account();
        await SaveAsync(await hub.SignedIn(email), "Example University", "");

        (await hub.Browser().VisitAsync(await PageOf(email))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Browser().VisitAsync(HubLinks.Accounts.Person(Guid.AllBitsSet))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task the_public_page_shows_what_was_made_public()
    {
        var email = await hub.Account("Mei Lin");
        var browser = await hub.SignedIn(email);

        await (await FormAsync(browser, "Example <b>University</b>", "0000-0002-1825-0097")).Check("A page with my name").Check("On it, my institution").SendAsync();
        var page = await hub.Browser().VisitAsync(await PageOf(email));

        page.Heading.ShouldBe("Mei Lin");
        page.ShouldSay("Example <b>University</b>");
        page.ShouldNotSay("0000-0002-1825-0097");
    }

    private static async Task<Page> SaveAsync(PageClient browser, string affiliation, string orcid) =>
        await (await FormAsync(browser, affiliation, orcid)).SendAsync();

    private static async Task<PageForm> FormAsync(PageClient browser, string affiliation, string orcid) =>
        (await browser.VisitAsync(HubLinks.Accounts.About)).Form("Save").Fill("Institution", affiliation).Fill("ORCID iD", orcid);

    private Task<string> PageOf(string email) => hub.QueryAsync(async db => HubLinks.Accounts.Person(await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Ct)));
}
