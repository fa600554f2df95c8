using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Manage;
using Agon.Node.Tests.Features.Feed;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Competitions.Manage;

/// <summary>Each test on a node of its own: the feed is one, and so is the hub.</summary>
public sealed class ListingTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task what_an_organizer_says_stands_on_the_card()
    {
        var (page, competition, _) = await OpenAsync();

        var saved = await page.Form("Save").Check("classification").Check("medical image").Check("other").Fill("Tags", "wheat, Korn ,wheat,").Fill("Language", "de-AT")
            .Fill("Hardware", "One GPU with 24 GB").Fill("Institution", "University of Alpha").Check("Some of its data never leave this site").SendAsync();

        saved.ShouldSay(ListingMessages.Saved);
        var card = (await _node.FeedAsync()).Card();
        card.TaskTypes.ShouldBe(["classification", "other"]);
        card.Modalities.ShouldBe(["medical-image"]);
        card.Tags.ShouldBe(["wheat", "Korn"]);
        (card.Language, card.Hardware, card.Institution, card.IsConfidential).ShouldBe(("de-AT", "One GPU with 24 GB", "University of Alpha", true));
        var form = saved.Form("Save");
        await form.SendAsync();
        (await StoredAsync(competition)).Tags.ShouldBe(["wheat", "Korn"], "the page shows it as it is");
    }

    [Fact]
    public async Task what_is_sent_in_is_what_the_tasks_say_unless_somebody_knows_better()
    {
        var program = await _node.Given.StoredFile("ingestion", Node.Features.Files.StoredFileKind.IngestionProgram, "ingestion.zip");
        var (page, _, _) = await OpenAsync();
        (await _node.FeedAsync()).Card().SubmissionKinds.ShouldBe([SubmissionKinds.Results]);

        await page.Form("Save").Check("code that workers run").SendAsync();
        (await _node.FeedAsync()).Card().SubmissionKinds.ShouldBe([SubmissionKinds.Code]);

        var other = await _node.PublishedAsync(c => c.Tasks[0].IngestionProgramId = program.Id);
        (await _node.FeedAsync()).Where(f => f.CompetitionId == other.Id).Card().SubmissionKinds.ShouldBe([SubmissionKinds.Code]);
    }

    [Fact]
    public async Task a_competition_that_is_not_listed_is_withdrawn_whole_and_comes_back()
    {
        var (page, competition, _) = await OpenAsync();
        await _node.Given.Scored(competition);
        var told = await _node.FeedAsync();

        await Choose(page, HubVisibility.NotListed).SendAsync();
        var gone = (await _node.FeedAsync()).ShouldHaveSingleItem();
        (gone.Kind, gone.Withdrawn).ShouldBe((RecordKinds.Competition, Withdrawals.Unlisted));

        await Choose(await page.Form("Save").SendAsync(), HubVisibility.Listed).SendAsync();
        (await _node.FeedAsync()).Kinds().ShouldBe(told.Kinds().Append(RecordKinds.Activity).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public async Task one_that_was_never_listed_is_not_even_withdrawn()
    {
        var competition = await _node.Given.Competition(isPublished: false, change: c => c.HubCard = new HubCard { CompetitionId = c.Id, Visibility = HubVisibility.NotListed });

        await _node.PublishAsync(competition);

        (await _node.FeedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task without_standings_only_those_are_withdrawn_with_their_entries()
    {
        var (page, competition, _) = await OpenAsync();
        await _node.Given.Scored(competition);
        await _node.FeedAsync();

        await Choose(page, HubVisibility.WithoutStandings).SendAsync();
        await _node.Given.Scored(competition);
        var feed = await _node.FeedAsync();

        feed.Only(RecordKinds.Standings).Withdrawn.ShouldBe(Withdrawals.Unlisted);
        feed.ShouldNotContain(f => f.Kind == RecordKinds.Entry);
        feed.Card().Title.ShouldBe(competition.Title);
        feed.Activity().Submissions.ShouldBeGreaterThan(0, "numbers are no standings");
    }

    [Theory]
    [InlineData("Tags", "a\u202eb", ImpossibleFact.Tags)]
    [InlineData("Tags", "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20", ImpossibleFact.Tags)]
    [InlineData("Language", "english please", ImpossibleFact.Language)]
    [InlineData("Hardware", "one\u2066two", ImpossibleFact.Hardware)]
    [InlineData("Institution", "\u200b", ImpossibleFact.Institution)]
    public async Task what_the_hub_would_refuse_is_said_beside_its_field_and_what_was_typed_stays(string label, string value, ImpossibleFact fact)
    {
        var (page, competition, _) = await OpenAsync();

        var again = await page.Form("Save").Check("ranking").Fill("Institution", "Kept").Fill(label, value).SendAsync();

        again.ShouldSay($"Error: {ListingMessages.Sentence(fact)}");
        again.Document.QuerySelector($"#Form_{fact}")!.GetAttribute("value").ShouldBe(value);
        again.Document.QuerySelector("#Form_TaskTypes_ranking")!.HasAttribute("checked").ShouldBeTrue();
        (await _node.QueryAsync(db => db.HubCards.AnyAsync(c => c.CompetitionId == competition.Id, Ct))).ShouldBeFalse();
    }

    [Fact]
    public async Task words_that_are_none_are_refused_whoever_sends_them()
    {
        var competition = await _node.PublishedAsync();

        var outcome = await _node.WithAsync(competition, (services, tracked) => services.GetRequiredService<EditListing>().ExecuteAsync(
            tracked, new ListingValues { TaskTypes = ["Not A Word"], SubmissionKinds = [.. Enumerable.Range(0, 21).Select(i => $"k{i}")] }, tracked.Revision, Ct));

        outcome.ShouldBeOfType<EditListingOutcome.Impossible>().Facts.ShouldBe([ImpossibleFact.TaskTypes, ImpossibleFact.SubmissionKinds]);
    }

    [Fact]
    public async Task who_comes_second_sees_what_changed_and_keeps_their_text()
    {
        var (mine, competition, organizer) = await OpenAsync();
        var theirs = await OpenAsync(competition, organizer);
        await theirs.Form("Save").Fill("Tags", "theirs").SendAsync();

        var conflict = await mine.Form("Save").Fill("Tags", "mine").SendAsync();

        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict.ShouldSay("Tags theirs");
        conflict.Document.QuerySelector("#Form_Tags")!.GetAttribute("value").ShouldBe("mine");
        (await conflict.Form("Save").SendAsync()).ShouldSay(ListingMessages.Saved);
        (await StoredAsync(competition)).Tags.ShouldBe(["mine"]);
    }

    [Fact]
    public async Task the_page_names_the_hub_or_says_that_there_is_none()
    {
        var (page, competition, organizer) = await OpenAsync();
        page.ShouldSay(ListingMessages.About(null));

        await _node.JoinedHubAsync();

        (await OpenAsync(competition, organizer)).ShouldSay(ListingMessages.About("The Hub"));
    }

    [Fact]
    public async Task it_shows_what_the_hub_was_told_and_why_it_refuses_it()
    {
        var hub = await _node.JoinedHubAsync();
        var (_, competition, organizer) = await OpenAsync();
        await _node.FeedAsync();
        (await OpenAsync(competition, organizer)).ShouldSay("on its way");
        var good = hub.Judge;
        hub.Judge = reading => reading is FeedReading.Accepted { Record.Kind: RecordKinds.Competition } card
            ? new RecordResult { Sequence = card.Record.Sequence, Verdict = RecordVerdict.Refused, Problem = "impossible", Detail = "The title is too good." } : good(reading);
        await _node.DeliverAsync();

        var page = await OpenAsync(competition, organizer);

        page.ShouldSay("refused: The title is too good.");
        page.ShouldSay("the hub has it");
    }

    [Fact]
    public async Task a_draft_says_that_it_waits_and_the_desk_leads_here()
    {
        var organizer = await _node.Given.Account();
        var draft = await _node.Given.Competition(organizer, isPublished: false);
        var desk = await (await _node.BrowserOf(organizer)).VisitAsync(NodeLinks.Manage.Desk(draft.Slug));

        (await desk.FollowAsync("Hub")).ShouldSay(ListingMessages.Draft);
    }

    private static PageForm Choose(Page page, HubVisibility choice)
    {
        foreach (var radio in page.Document.QuerySelectorAll("input[name='Form.Visibility']"))
        {
            ((AngleSharp.Html.Dom.IHtmlInputElement)radio).IsChecked = radio.GetAttribute("value") == $"{choice}";
        }

        return page.Form("Save");
    }

    private async Task<(Page Page, Competition Competition, Account Organizer)> OpenAsync()
    {
        var organizer = await _node.Given.Account();
        var competition = await _node.Given.Competition(organizer, isPublished: false);
        await _node.PublishAsync(competition);
        return (await OpenAsync(competition, organizer), competition, organizer);
    }

    private async Task<Page> OpenAsync(Competition competition, Account organizer) =>
        await (await _node.BrowserOf(organizer)).VisitAsync(NodeLinks.Manage.Listing(competition.Slug));

    private Task<HubCard> StoredAsync(Competition competition) => _node.QueryAsync(db => db.HubCards.AsNoTracking().SingleAsync(c => c.CompetitionId == competition.Id, Ct));
}
