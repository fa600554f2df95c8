using System.Net;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Participation;

namespace Agon.Node.Tests.Features.Competitions;

/// <summary>The pages of one competition and the head above them.</summary>
public sealed class ShowTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task the_head_says_who_and_when_and_invites_strangers()
    {
        var organizer = await node.Given.Account("Olga Organizer");
        var competition = await node.Given.Competition(organizer, change: c => c.Title = "Wheat seeds");
        await node.Given.Participant(competition, await node.Given.Account());

        var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}");

        page.Heading.ShouldBe("Wheat seeds");
        page.ShouldSay("organized by Olga Organizer");
        page.ShouldSay("1 participant");
        page.ShouldSay("closes in 30 days");
        page.Document.QuerySelector(".act a")!.TextContent.ShouldBe("Take part");
    }

    [Fact]
    public async Task the_open_phase_is_drawn_with_now_on_it()
    {
        var now = node.Clock.GetUtcNow();
        var competition = await node.Given.Competition(change: c =>
        {
            (c.Phases[0].StartsAt, c.Phases[0].EndsAt) = (now.AddDays(-25), now.AddDays(75));
            c.Phases.Add(new Phase { Id = Guid.CreateVersion7(now), Number = 2, Name = "Final", StartsAt = now.AddDays(75), EndsAt = null });
        });

        var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}");
        var phases = page.Document.QuerySelectorAll(".phases li");

        phases.Length.ShouldBe(2);
        phases[0].GetAttribute("aria-current").ShouldBe("step");
        phases[0].QuerySelector("progress")!.GetAttribute("value").ShouldBe("25");
        phases[1].GetAttribute("aria-current").ShouldBeNull();
        page.Document.QuerySelectorAll("[style]").ShouldBeEmpty();
    }

    [Fact]
    public async Task the_first_page_is_the_overview_and_the_others_are_tabs()
    {
        var competition = await node.Given.Competition(change: c =>
            c.Pages.Add(new CompetitionPage { Id = Guid.CreateVersion7(node.Clock.GetUtcNow()), Number = 2, Title = "Evaluation", Content = "# How\n\nBy **accuracy**." }));

        var overview = await node.Browser().VisitAsync($"/competitions/{competition.Slug}");
        var evaluation = await overview.FollowAsync("Evaluation");

        evaluation.Document.QuerySelector(".tabs [aria-current=page]")!.TextContent.ShouldBe("Evaluation");
        evaluation.Document.QuerySelectorAll("h1").Length.ShouldBe(1);
    }

    [Fact]
    public async Task a_page_about_data_is_shown_with_the_files()
    {
        var competition = await node.Given.Competition(change: c =>
            c.Pages.Add(new CompetitionPage { Id = Guid.CreateVersion7(node.Clock.GetUtcNow()), Number = 2, Title = "Data", Content = "Five columns." }));

        var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}/data");

        page.Document.QuerySelectorAll(".tabs a").Count(a => a.TextContent == "Data").ShouldBe(1);
        page.ShouldSay("Five columns.");
    }

    [Fact]
    public async Task a_page_that_is_not_there_is_not_found()
    {
        var competition = await node.Given.Competition();

        (await node.Browser().VisitAsync($"/competitions/{competition.Slug}/pages/9")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(ParticipantState.Approved, "Submit")]
    [InlineData(ParticipantState.Pending, "waiting for approval")]
    internal async Task the_action_fits_the_visitor(ParticipantState state, string action)
    {
        var competition = await node.Given.Competition();
        var account = await node.Given.Account();
        await node.Given.Participant(competition, account, state: state);

        var page = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}");

        page.Document.QuerySelector(".act")!.TextContent.ShouldContain(action);
    }

    [Fact]
    public async Task who_was_denied_is_offered_nothing()
    {
        var competition = await node.Given.Competition();
        var account = await node.Given.Account();
        await node.Given.Participant(competition, account, state: ParticipantState.Denied);

        var page = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}");

        page.Document.QuerySelector(".act")!.TextContent.Trim().ShouldBeEmpty();
        page.Document.QuerySelector(".tabs")!.TextContent.ShouldNotContain("My submissions");
    }

    [Fact]
    public async Task nobody_joins_when_all_is_over()
    {
        var competition = await node.Given.Competition(change: c => c.Phases[0].EndsAt = node.Clock.GetUtcNow());

        var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}");

        page.ShouldSay("closed");
        page.Document.QuerySelector(".act")!.TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task an_organizer_of_a_draft_is_led_to_publishing()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, isPublished: false);

        var page = await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}");

        page.ShouldSay("Only organizers see this draft");
        (await page.FollowAsync("Publish")).ShouldSay("Publish this competition?");
    }

    [Fact]
    public async Task the_number_of_queries_does_not_grow_with_phases_and_people()
    {
        var small = await node.Given.Competition();
        var large = await node.Given.Competition(change: c =>
        {
            var now = node.Clock.GetUtcNow();
            for (var i = 2; i < 9; i++)
            {
                c.Pages.Add(new CompetitionPage { Id = Guid.CreateVersion7(now), Number = i, Title = $"Page {i}", Content = "x" });
                c.Phases.Add(new Phase { Id = Guid.CreateVersion7(now), Number = i, Name = $"P{i}", StartsAt = now.AddDays(30 + i) });
            }
        });
        for (var i = 0; i < 5; i++)
        {
            await node.Given.Participant(large, await node.Given.Account());
        }

        (await QueriesOf(large)).ShouldBe(await QueriesOf(small));
    }

    private async Task<int> QueriesOf(Competition competition)
    {
        var browser = node.Browser();
        await browser.VisitAsync($"/competitions/{competition.Slug}");
        using var counter = new CommandCounter(node);
        await browser.VisitAsync($"/competitions/{competition.Slug}");
        return counter.Count;
    }
}
