using System.Net;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Tests.Features.Submissions;

public sealed class NewTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task limits_are_shown_before()
    {
        var competition = await node.Given.Competition(rule: SubmissionRule.ForceLast, change: c => (c.Phases[0].MaxSubmissionsPerDay, c.Phases[0].MaxSubmissions) = (5, 100));
        var account = await node.Given.ParticipantOf(competition);
        await node.Given.Submission(competition, account);

        var page = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        page.ShouldSay("Today 4 of 5");
        page.ShouldSay("In this phase 99 of 100");
        page.ShouldSay("what fails or is cancelled once its scoring has begun.");
        page.ShouldSay("Your last scored submission stands on the leaderboard.");
    }

    [Fact]
    public async Task a_zip_that_is_sent_becomes_a_submission()
    {
        var competition = await node.Given.Competition();
        var account = await node.Given.ParticipantOf(competition);
        var form = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        var page = await form.Form("Submit").Attach("Your zip", "mine.zip", Given.Predictions()).SendAsync();

        page.Path.ShouldStartWith("/submissions/");
        page.Heading.ShouldBe("Submission 1");
        page.ShouldSay("mine.zip");
    }

    [Fact]
    public async Task what_is_no_zip_is_refused_beside_the_field()
    {
        var competition = await node.Given.Competition();
        var account = await node.Given.ParticipantOf(competition);
        var form = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        var page = await form.Form("Submit").Attach("Your zip", "mine.txt", "text"u8.ToArray()).SendAsync();

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.Title!.ShouldStartWith("Error:");
        page.Document.QuerySelector(".error-summary")!.TextContent.ShouldContain("This is not a zip archive");
        page.Form("Submit").ShouldNotBeNull();
    }

    [Fact]
    public async Task without_a_file_it_says_to_choose_one()
    {
        var competition = await node.Given.Competition();
        var account = await node.Given.ParticipantOf(competition);
        var form = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        (await form.Form("Submit").Attach("Your zip", "", []).SendAsync()).ShouldSay("Choose a file to upload.");
    }

    [Fact]
    public async Task where_a_limit_is_reached_there_is_no_form_but_a_reason()
    {
        var competition = await node.Given.Competition(change: c => c.Phases[0].MaxSubmissions = 1);
        var account = await node.Given.ParticipantOf(competition);
        await node.Given.Submission(competition, account);

        var page = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        page.ShouldSay("You have used all 1 submission of this phase.");
        page.Document.QuerySelector("form[enctype]").ShouldBeNull();
    }

    [Fact]
    public async Task somebody_who_does_not_take_part_is_led_to_join()
    {
        var competition = await node.Given.Competition();

        var page = await (await node.BrowserOf(await node.Given.Account())).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        page.ShouldSay("You don't take part in this competition yet");
        page.Document.QuerySelector($"main a[href='/competitions/{competition.Slug}/join']").ShouldNotBeNull();
    }

    [Fact]
    public async Task before_a_phase_opens_it_says_when()
    {
        var competition = await node.Given.Competition(change: c => c.Phases[0].StartsAt = new DateTimeOffset(2099, 1, 2, 3, 4, 0, TimeSpan.Zero));
        competition.Phases[0].EndsAt = null;
        var account = await node.Given.ParticipantOf(competition);

        var page = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        page.ShouldSay("Development opens on 2 January 2099 at 03:04 UTC.");
    }

    [Fact]
    public async Task strangers_are_asked_to_sign_in_and_drafts_do_not_exist()
    {
        var competition = await node.Given.Competition();
        var draft = await node.Given.Competition(isPublished: false);

        (await node.Browser().VisitAsync($"/competitions/{competition.Slug}/submissions/new")).Path.ShouldStartWith("/account/sign-in");
        (await node.Browser().VisitAsync($"/competitions/{draft.Slug}/submissions/new")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
