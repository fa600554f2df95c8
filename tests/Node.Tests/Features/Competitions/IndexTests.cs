using Agon.Node.Features.Competitions.Listing;
using Agon.Node.Features.Participation;

namespace Agon.Node.Tests.Features.Competitions;

/// <summary>The list of competitions. Tests share a node, so each searches for words of its own.</summary>
public sealed class IndexTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task strangers_see_public_competitions_and_no_drafts()
    {
        await node.Given.Competition(change: c => c.Title = "Alpaca counting");
        await node.Given.Competition(isPublished: false, change: c => c.Title = "Alpaca dreaming");

        var page = await node.Browser().VisitAsync("/competitions?search=alpaca");

        page.Titles().ShouldBe(["Alpaca counting"]);
        page.ShouldSay("1 competition for “alpaca”");
    }

    [Fact]
    public async Task every_word_must_be_found_in_title_description_or_organizer()
    {
        var organizer = await node.Given.Account("Berta Badger");
        await node.Given.Competition(organizer, change: c => (c.Title, c.Description) = ("Grains", "Sort them by colour."));
        var browser = node.Browser();

        (await browser.VisitAsync("/competitions?search=BADGER+grains+Colour")).Titles().ShouldBe(["Grains"]);
        (await browser.VisitAsync("/competitions?search=badger+rice")).Titles().ShouldBeEmpty();
    }

    [Fact]
    public async Task words_beyond_ascii_are_found_as_typed()
    {
        await node.Given.Competition(change: c => c.Title = "Übersetzung alter Sprüche");

        (await node.Browser().VisitAsync("/competitions?search=Übersetzung+Sprüche")).Titles().ShouldBe(["Übersetzung alter Sprüche"]);
    }

    [Fact]
    public async Task signs_of_search_languages_are_only_letters()
    {
        await node.Given.Competition(change: c => c.Title = "Percentages 100% sure_");

        (await node.Browser().VisitAsync("/competitions?search=100%25+sure_")).Titles().ShouldBe(["Percentages 100% sure_"]);
        (await node.Browser().VisitAsync("/competitions?search=100%25+s%25e")).Titles().ShouldBeEmpty();
    }

    [Fact]
    public async Task it_filters_by_status_and_counts_each()
    {
        var now = node.Clock.GetUtcNow();
        await node.Given.Competition(change: c => c.Title = "Coati open");
        await node.Given.Competition(change: c => (c.Title, c.Phases[0].StartsAt, c.Phases[0].EndsAt) = ("Coati soon", now.AddDays(2), null));
        await node.Given.Competition(change: c => (c.Title, c.Phases[0].StartsAt, c.Phases[0].EndsAt) = ("Coati over", now.AddDays(-9), now));
        var browser = node.Browser();

        (await browser.VisitAsync("/competitions?search=coati&status=open")).Titles().ShouldBe(["Coati open"]);
        (await browser.VisitAsync("/competitions?search=coati&status=upcoming")).Titles().ShouldBe(["Coati soon"]);
        var closed = await browser.VisitAsync("/competitions?search=coati&status=closed");

        closed.Titles().ShouldBe(["Coati over"]);
        closed.Facets().ShouldBe(["Any 3", "Open 1", "Upcoming 1", "Closed 1"]);
    }

    [Fact]
    public async Task it_sorts_by_newest_by_deadline_and_by_activity()
    {
        var now = node.Clock.GetUtcNow();
        var busy = await node.Given.Competition(change: c => (c.Title, c.Phases[0].EndsAt) = ("Dingo late", now.AddDays(9)));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        await node.Given.Competition(change: c => (c.Title, c.Phases[0].EndsAt) = ("Dingo early", now.AddDays(1)));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        await node.Given.Competition(change: c => (c.Title, c.Phases[0].EndsAt) = ("Dingo never", null));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        await node.Given.Competition(change: c => (c.Title, c.Phases[0].StartsAt, c.Phases[0].EndsAt) = ("Dingo over", now.AddDays(-9), now.AddDays(-8)));
        await node.Given.Submission(busy);
        var browser = node.Browser();

        (await browser.VisitAsync("/competitions?search=dingo")).Titles().ShouldBe(["Dingo over", "Dingo never", "Dingo early", "Dingo late"]);
        (await browser.VisitAsync("/competitions?search=dingo&sort=closingsoon")).Titles().ShouldBe(["Dingo early", "Dingo late", "Dingo never", "Dingo over"]);
        (await browser.VisitAsync("/competitions?search=dingo&sort=mostactive")).Titles()[0].ShouldBe("Dingo late");
    }

    [Fact]
    public async Task long_lists_have_pages_that_keep_the_search()
    {
        for (var i = 0; i <= ListCompetitions.PageSize; i++)
        {
            await node.Given.Competition(change: c => c.Title = $"Emu {c.Slug}");
        }

        var first = await node.Browser().VisitAsync("/competitions?search=emu");
        var second = await first.FollowAsync("Next");

        first.Titles().Count.ShouldBe(ListCompetitions.PageSize);
        second.Titles().Count.ShouldBe(1);
        second.ShouldSay("21 competitions for “emu”");
    }

    [Fact]
    public async Task the_number_of_queries_does_not_grow_with_the_list()
    {
        await node.Given.Competition(change: c => c.Title = "Ferret one");
        var one = await QueriesOf("/competitions?search=ferret");
        for (var i = 0; i < 5; i++)
        {
            await node.Given.Competition(change: c => c.Title = $"Ferret {c.Slug}");
        }

        (await QueriesOf("/competitions?search=ferret")).ShouldBe(one);
        one.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task organizers_find_their_drafts_and_participants_what_they_joined()
    {
        var (organizer, guest) = (await node.Given.Account(), await node.Given.Account());
        await node.Given.Competition(organizer, isPublished: false, change: c => c.Title = "Gecko draft");
        var open = await node.Given.Competition(organizer, change: c => c.Title = "Gecko public");
        await node.Given.Participant(open, guest, state: ParticipantState.Pending);

        (await (await node.BrowserOf(organizer)).VisitAsync("/competitions?show=organizing")).Titles().ShouldBe(["Gecko public", "Gecko draft"], ignoreOrder: true);
        var joined = await node.BrowserOf(guest);
        (await joined.VisitAsync("/competitions?show=joined")).Titles().ShouldBe(["Gecko public"]);
        (await joined.VisitAsync("/competitions?show=organizing")).ShouldSay("You do not organize a competition yet.");
    }

    [Fact]
    public async Task a_search_without_a_find_says_what_to_do_next()
    {
        var page = await node.Browser().VisitAsync("/competitions?search=zzzz");

        page.ShouldSay("no competitions for “zzzz”");
        page.ShouldSay("Try fewer words");
    }

    [Theory]
    [InlineData("/competitions?page=0")]
    [InlineData("/competitions?page=999999999999")]
    [InlineData("/competitions?status=nonsense&sort=7&show=x&page=x")]
    [InlineData("/competitions?search=%00%ff%27%22%3Cscript%3E")]
    public async Task a_mangled_address_still_shows_a_list(string address)
    {
        var page = await node.Browser().VisitAsync(address);

        page.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        page.Document.Title!.ShouldNotStartWith("Error");
    }

    private async Task<int> QueriesOf(string address)
    {
        var browser = node.Browser();
        await browser.VisitAsync(address);
        using var counter = new CommandCounter(node);
        await browser.VisitAsync(address);
        return counter.Count;
    }
}
