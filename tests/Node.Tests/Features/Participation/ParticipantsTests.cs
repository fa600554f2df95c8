using System.Net;
using Agon.Node.Features.Participation;

namespace Agon.Node.Tests.Features.Participation;

public sealed class ParticipantsTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task an_organizer_lets_somebody_in()
    {
        var (page, participant) = await Waiting("Wanda");

        var after = await page.Form("Approve").SendAsync();

        after.ShouldSay("Wanda takes part now.");
        var stored = await Stored(participant);
        (stored.State, stored.DecidedAt).ShouldBe((ParticipantState.Approved, node.Clock.GetUtcNow()));
        stored.DecidedById.ShouldNotBeNull();
    }

    [Fact]
    public async Task an_organizer_denies_and_may_change_their_mind()
    {
        var (page, participant) = await Waiting("Denis");

        var denied = await page.Form("Deny").SendAsync();
        (await Stored(participant)).State.ShouldBe(ParticipantState.Denied);
        await denied.Form("Approve").SendAsync();

        denied.ShouldSay("Denis does not take part.");
        (await Stored(participant)).State.ShouldBe(ParticipantState.Approved);
    }

    [Fact]
    public async Task deciding_the_same_again_changes_nothing()
    {
        var (page, participant) = await Waiting("Same");
        var form = page.Form("Approve");
        await form.SendAsync();
        var first = await Stored(participant);
        node.Clock.Advance(TimeSpan.FromMinutes(1));

        (await form.SendAsync()).Status.ShouldBe(HttpStatusCode.OK);

        (await Stored(participant)).DecidedAt.ShouldBe(first.DecidedAt);
    }

    [Theory]
    [InlineData("Approve", "An organizer let you in.")]
    [InlineData("Deny", "An organizer denied your request. If you think that is a mistake, write to team@example.org.")]
    public async Task the_person_gets_one_mail_however_often_the_button_is_pressed(string button, string sentence)
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isAutoApproved: false, change: c => c.ContactEmail = "team@example.org");
        var account = await node.Given.Account("Mei");
        await node.Given.Participant(competition, account, state: ParticipantState.Pending);
        var form = (await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/participants")).Form(button);

        await form.SendAsync();
        await form.SendAsync();

        var mail = (await node.MailsTo(account.Email!)).ShouldHaveSingleItem();
        mail.ShouldContain("Hello Mei,");
        mail.ShouldContain(sentence);
        mail.ShouldContain($"/competitions/{competition.Slug}");
    }

    [Fact]
    public async Task people_of_another_competition_are_not_found()
    {
        var (page, _) = await Waiting("Here");
        var (_, elsewhere) = await Waiting("Elsewhere");
        page.Document.QuerySelector("input[name=id]")!.SetAttribute("value", elsewhere.Id.ToString());

        (await page.Form("Approve").SendAsync()).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Stored(elsewhere)).State.ShouldBe(ParticipantState.Pending);
    }

    [Fact]
    public async Task organizers_can_not_be_denied()
    {
        var (page, participant) = await Waiting("Guest");
        var organizer = await node.QueryAsync(db => Task.FromResult(db.Participants.Single(p => p.CompetitionId == participant.CompetitionId && p.Role == CompetitionRole.Organizer)));
        page.Document.QuerySelector("input[name=id]")!.SetAttribute("value", organizer.Id.ToString());

        (await page.Form("Deny").SendAsync()).ShouldSay(ParticipationMessages.OrganizersStay);
        (await Stored(organizer)).State.ShouldBe(ParticipantState.Approved);
    }

    [Fact]
    public async Task the_list_is_searched_filtered_and_shows_who_waits_first()
    {
        var organizer = await node.Given.Account("Olga");
        var competition = await node.Given.Competition(organizer);
        await node.Given.Participant(competition, await node.Given.Account("Ada"));
        var waiting = await node.Given.Account("Bela");
        await node.Given.Participant(competition, waiting, state: ParticipantState.Pending);
        var browser = await node.BrowserOf(organizer);

        (await Names("")).ShouldBe(["Bela", "Ada", "Olga"], ignoreOrder: true);
        (await Names(""))[0].ShouldBe("Bela");
        (await Names("?state=approved")).ShouldBe(["Ada", "Olga"], ignoreOrder: true);
        (await Names("?search=ADA")).ShouldBe(["Ada"]);
        (await Names($"?search={waiting.Email}")).ShouldBe(["Bela"]);
        (await browser.VisitAsync($"/competitions/{competition.Slug}/manage/participants?search=nobody")).ShouldSay("Nobody here fits.");

        async Task<List<string>> Names(string query) => [.. (await browser.VisitAsync($"/competitions/{competition.Slug}/manage/participants{query}"))
            .Document.QuerySelectorAll("tbody th").Select(h => h.TextContent)];
    }

    private async Task<(Page Page, Participant Participant)> Waiting(string name)
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isAutoApproved: false);
        var participant = await node.Given.Participant(competition, await node.Given.Account(name), state: ParticipantState.Pending);
        return (await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/participants"), participant);
    }

    private async Task<Participant> Stored(Participant participant) => (await node.QueryAsync(db => db.Participants.FindAsync(participant.Id).AsTask()))!;
}
