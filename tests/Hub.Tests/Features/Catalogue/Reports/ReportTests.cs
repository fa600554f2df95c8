using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Reports;
using Agon.Hub.Tests.Features.Catalogue.Curation;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Catalogue.Reports;

public sealed class ReportTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task anybody_reports_and_curators_see_it()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");

        var page = await (await curator.PublicAsync(slug)).FollowAsync("Something is wrong with this listing");
        page.ShouldSay(ReportsMessages.Anonymous);
        page = await page.Form("Report it").Fill("What is wrong", nameof(ReportReason.WrongFacts)).Fill("In your words", "It is <b>barley</b>.").SendAsync();

        page.ShouldSay(ReportsMessages.Sentence(ReportListingOutcome.Reported));
        page.Heading.ShouldBe("Oats");
        var queue = await curator.Browser.VisitAsync(HubLinks.Curation.Reports);
        queue.ShouldSay("Oats");
        queue.ShouldSay("Something about it is wrong here: It is <b>barley</b>.");
    }

    [Fact]
    [Refuses(ReportListingOutcome.ReportedBefore)]
    public async Task a_person_reports_a_thing_once_and_again_when_curators_have_looked()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats again");
        var email = await hub.Account("Grace");
        var browser = await hub.SignedIn(email);
        async Task<Page> ReportAsync()
        {
            var form = await browser.VisitAsync(HubLinks.Competitions.Report(slug));
            form.ShouldSay(ReportsMessages.Known);
            return await form.Form("Report it").Fill("What is wrong", nameof(ReportReason.Duplicate)).SendAsync();
        }

        (await ReportAsync()).ShouldSay(ReportsMessages.Sentence(ReportListingOutcome.Reported));
        (await ReportAsync()).ShouldRefuse(ReportListingOutcome.ReportedBefore, ReportsMessages.Sentence(ReportListingOutcome.ReportedBefore));
        (await QueueAsync(curator)).ShouldSay($"by Grace, {email}");

        await ResolveAsync(curator, "Oats again", "Dismiss the reports about Oats again", "It is not.");
        (await ReportAsync()).ShouldSay(ReportsMessages.Sentence(ReportListingOutcome.Reported));
    }

    [Theory]
    [InlineData("", "text", ReportListingOutcome.NeedsReason)]
    [InlineData("7", "text", ReportListingOutcome.NeedsReason)]
    [InlineData("Other", " ", ReportListingOutcome.NeedsText)]
    [InlineData("Other", null, ReportListingOutcome.TextTooLong)]
    [Refuses(ReportListingOutcome.NeedsReason, ReportListingOutcome.NeedsText, ReportListingOutcome.TextTooLong)]
    public async Task what_says_nothing_or_too_much_is_refused_and_stays_to_be_mended(string reason, string? text, object refusal)
    {
        using var curator = await Curator.ComesAsync(hub);
        var form = await hub.Browser().VisitAsync(HubLinks.Competitions.Report(await curator.PutAsync("Oats")));
        var select = form.Document.QuerySelector("select")!;
        select.InnerHtml += "<option value='7'>7</option>";

        var page = await form.Form("Report it").Fill("What is wrong", reason).Fill("In your words", text ?? new string('x', 1001)).SendAsync();

        page.ShouldRefuse(refusal, ReportsMessages.Sentence((ReportListingOutcome)refusal));
        page.Document.QuerySelector("textarea")!.TextContent.Trim().ShouldBe((text ?? new string('x', 1001)).Trim());
    }

    [Fact]
    [Refuses(ReportListingOutcome.NotShown)]
    public async Task only_what_is_shown_is_reported()
    {
        using var curator = await Curator.ComesAsync(hub);
        var key = await curator.Shelf.PutAsync("Withdrawn");
        var (gone, hidden, copy, shown) = (await curator.SlugAsync(key), await curator.PutAsync("Hidden"), await curator.PutAsync("Copy"), await curator.PutAsync("Shown"));
        var form = await hub.Browser().VisitAsync(HubLinks.Competitions.Report(hidden));
        await curator.Shelf.Node.TakenAsync(curator.Shelf.Node.Withdraw(RecordKinds.Competition, key));
        await curator.HideAsync(hidden);
        await curator.MergeAsync(copy, shown);

        foreach (var slug in new[] { gone, hidden, copy, "no-such-listing" })
        {
            (await hub.Browser().VisitAsync(HubLinks.Competitions.Report(slug))).Status.ShouldBe(HttpStatusCode.NotFound, slug);
            (await curator.RunAsync<ReportListing, ReportListingOutcome>((v, ct) => v.ExecuteAsync(slug, ReportReason.NotThere, null, null, ct))).ShouldRefuse(ReportListingOutcome.NotShown);
        }

        (await form.Form("Report it").Fill("What is wrong", nameof(ReportReason.NotThere)).SendAsync()).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    [Refuses(ReportListingOutcome.Enough)]
    public async Task a_crowd_fills_no_table()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Crowded oats");
        Task<ReportListingOutcome> ReportAsync() => curator.RunAsync<ReportListing, ReportListingOutcome>((v, ct) => v.ExecuteAsync(slug, ReportReason.Offensive, null, null, ct));
        for (var i = 0; i < ListingReport.MostOpen; i++)
        {
            (await ReportAsync()).ShouldBe(ReportListingOutcome.Reported);
        }

        (await ReportAsync()).ShouldRefuse(ReportListingOutcome.Enough);
        await ResolveAsync(curator, "Crowded oats", "Something was done about Crowded oats", "Changed the title with the organizers.");
    }

    [Fact]
    [Refuses(ResolveOutcome.NeedsNote, ResolveOutcome.NothingOpen)]
    public async Task reports_are_resolved_with_a_note_and_those_that_came_later_wait()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Barley");
        await ReportAsync("Alpha came.");
        var before = await QueueAsync(curator);
        await ReportAsync("Beta came.");

        var page = await before.Form("Dismiss the reports about Barley").Fill("Note", new string('x', 501)).SendAsync();
        page.ShouldRefuse(ResolveOutcome.NeedsNote, ReportsMessages.Sentence(ResolveOutcome.NeedsNote));
        page.Document.QuerySelector("#Form_Note")!.TextContent.ShouldStartWith("xxx");
        (await before.Form("Dismiss the reports about Barley").Fill("Note", "").SendAsync()).ShouldSay(ReportsMessages.Sentence(ResolveOutcome.NeedsNote));

        page = await before.Form("Dismiss the reports about Barley").Fill("Note", "Looked, and it is fine.").SendAsync();
        page.ShouldSay(ReportsMessages.Sentence(ResolveOutcome.Resolved));
        page.ShouldSay("Beta came.");
        page.ShouldNotSay("Alpha came.");
        (await before.Form("Dismiss the reports about Barley").Fill("Note", "Again.").SendAsync()).ShouldRefuse(ResolveOutcome.NothingOpen, ReportsMessages.Sentence(ResolveOutcome.NothingOpen));
        (await curator.ChangesAsync(slug)).Single().ShouldSatisfyAllConditions(c => c.Act.ShouldBe(CurationAct.DismissReports), c => c.Reason.ShouldBe("Looked, and it is fine."));

        // And taken back.
        var changes = await curator.Browser.VisitAsync(HubLinks.Curation.Changes + "?title=Barley");
        changes.ShouldSay("Open → Dismissed: Looked, and it is fine.");
        await changes.Form("Undo: Barley, reports dismissed").SendAsync();
        (await QueueAsync(curator)).ShouldSay("Alpha came.");

        Task<ReportListingOutcome> ReportAsync(string text) => curator.RunAsync<ReportListing, ReportListingOutcome>((v, ct) => v.ExecuteAsync(slug, ReportReason.Other, text, null, ct));
    }

    [Fact]
    [Refuses(typeof(UndoOutcome.Impossible))]
    public async Task reports_do_not_become_open_again_when_the_same_person_has_reported_anew()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Millet");
        var email = await hub.Account();
        var account = await hub.QueryAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync());
        Task<ReportListingOutcome> ReportAsync() => curator.RunAsync<ReportListing, ReportListingOutcome>((v, ct) => v.ExecuteAsync(slug, ReportReason.NotThere, null, account, ct));
        await ReportAsync();
        await ResolveAsync(curator, "Millet", "Dismiss the reports about Millet", "It is.");
        (await ReportAsync()).ShouldBe(ReportListingOutcome.Reported);

        var outcome = Refused.See(await curator.UndoAsync((await curator.ChangesAsync(slug)).Single().Id));

        outcome.ShouldBeOfType<UndoOutcome.Impossible>().Why.ShouldBe(ReportsMessages.CameAgain);
    }

    [Fact]
    public async Task the_queue_is_curators_alone_and_its_number_of_queries_does_not_grow()
    {
        await using var alone = new HubHost();
        await alone.InitializeAsync();
        using var curator = await Curator.ComesAsync(alone);
        await ReportAsync(await curator.PutAsync("One"));
        var few = await curator.QueriesAsync(HubLinks.Curation.Reports);
        for (var i = 0; i < 24; i++)
        {
            await ReportAsync(await curator.PutAsync($"Number {i}"));
        }

        (await curator.QueriesAsync(HubLinks.Curation.Reports)).ShouldBe(few);
        (await QueueAsync(curator)).Document.QuerySelectorAll("main section").Length.ShouldBe(ReadReports.PageSize);
        (await (await alone.SignedIn(await alone.Account())).VisitAsync(HubLinks.Curation.Reports)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await alone.Browser().VisitAsync(HubLinks.Curation.Reports)).Path.ShouldStartWith("/account/sign-in");

        Task<ReportListingOutcome> ReportAsync(string slug) => curator.RunAsync<ReportListing, ReportListingOutcome>((v, ct) => v.ExecuteAsync(slug, ReportReason.NotThere, null, null, ct));
    }

    [Fact]
    public async Task so_many_reports_come_from_one_network_in_a_minute_and_no_more()
    {
        await using var strict = new HubHost();
        strict.Settings["Site:AccountPostsPerMinute"] = "4";
        await strict.InitializeAsync();
        using var shelf = await Discovery.Shelf.ActiveAsync(strict);
        var slug = (await shelf.Node.ListingAsync(await shelf.PutAsync("Oats")))!.Slug;
        async Task<HttpStatusCode> ReportAsync() => (await (await strict.Browser().VisitAsync(HubLinks.Competitions.Report(slug))).Form("Report it").Fill("What is wrong", nameof(ReportReason.NotThere)).SendAsync()).Status;

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add(await ReportAsync());
        }

        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        statuses[0].ShouldBe(HttpStatusCode.OK);
    }

    private static Task<Page> QueueAsync(Curator curator) => curator.Browser.VisitAsync(HubLinks.Curation.Reports);

    private static async Task ResolveAsync(Curator curator, string title, string button, string note)
    {
        var page = await (await QueueAsync(curator)).Form(button).Fill("Note", note).SendAsync();
        page.ShouldSay(ReportsMessages.Sentence(ResolveOutcome.Resolved));
        page.Document.QuerySelectorAll("main h2").ShouldNotContain(h => h.TextContent.Trim() == title);
    }
}
