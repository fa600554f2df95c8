using System.Net;
using Agon.Node.Features.Competitions;

namespace Agon.Node.Tests.Features.Competitions.Manage;

public sealed class PublishTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task a_complete_draft_is_published_by_its_organizer()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isPublished: false);
        var browser = await node.BrowserOf(organizer);

        var page = await (await browser.VisitAsync($"/competitions/{competition.Slug}/manage/publish")).Form("Publish").SendAsync();

        page.ShouldSay("The competition is public.");
        (await node.Browser().VisitAsync($"/competitions/{competition.Slug}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_competition_without_rules_is_not_published()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isPublished: false, change: c => c.Terms = "");

        var page = await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/publish");

        page.ShouldSay("Needed: Write the rules that participants accept.");
        page.Document.QuerySelectorAll("main form").ShouldBeEmpty();
    }

    [Fact]
    public async Task what_is_missing_is_looked_at_again_when_the_button_is_pressed()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isPublished: false, change: c => c.Phases[0].EndsAt = node.Clock.GetUtcNow().AddDays(1));
        var form = (await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/publish")).Form("Publish");
        node.Clock.MoveTo(competition.Phases[0].EndsAt!.Value);

        var page = await form.SendAsync();

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.Title!.ShouldStartWith("Error: ");
        page.ShouldSay("every phase is over");
        (await node.QueryAsync(db => db.Competitions.FindAsync(competition.Id).AsTask()))!.State.ShouldBe(CompetitionState.Draft);
    }

    [Fact]
    public async Task publishing_twice_is_no_error()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isPublished: false);
        var form = (await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/publish")).Form("Publish");
        await form.SendAsync();

        (await form.SendAsync()).ShouldSay("The competition was public already.");
    }

    [Fact]
    public async Task taking_it_back_hides_it_and_keeps_everything()
    {
        var organizer = await node.Given.Account();
        var participant = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        await node.Given.Participant(competition, participant);
        var page = await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/publish");

        (await page.Form("Unpublish").SendAsync()).ShouldSay("The competition is a draft again: only organizers see it.");

        (await (await node.BrowserOf(participant)).VisitAsync($"/competitions/{competition.Slug}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await page.Form("Unpublish").SendAsync()).ShouldSay("The competition was a draft already.");
    }
}
