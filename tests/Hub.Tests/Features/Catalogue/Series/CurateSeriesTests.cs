using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Series;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Series;

public sealed class CurateSeriesTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_curator_makes_a_series_finds_standings_and_adds_them()
    {
        using var stage = new SeriesStage(hub);
        using var other = await SeriesStage.MadeAsync(hub);
        var board = await other.BoardAsync(null, ("Ada", 0.9));
        var curator = await hub.StaffBrowser(Staff.Curator);

        var page = await (await curator.VisitAsync(HubLinks.Curation.Series)).Form("Make the series").Fill("Title", "Été of <b>wheat</b>").Fill("What it is about", "All of it.").SendAsync();
        page.Path.ShouldBe("/curation/series/ete-of-b-wheat-b");
        page = await page.Form("Look").Fill("Words of the competition’s title or address", board.Card.Title.ToUpperInvariant()).SendAsync();
        page = await page.Form($"Add Development of {board.Card.Title}").SendAsync();
        page.ShouldSay(SeriesMessages.Sentence(SeriesOutcome.Done));
        page = await page.FollowAsync("Its page, as everybody sees it");

        (page.Path, page.Heading).ShouldBe(("/series/ete-of-b-wheat-b", "Été of <b>wheat</b>"));
        SeriesStage.Lines(page).ShouldBe(["1 Ada 0.90"]);
    }

    [Fact]
    public async Task a_curator_changes_its_words_and_removes_it_when_sure()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        await stage.BoardAsync(null, ("Ada", 0.9));

        var page = await (await stage.CurateAsync()).Form("Save").Fill("Title", "Oats").Fill("What it is about", "").SendAsync();
        (await stage.VisitAsync()).Heading.ShouldBe("Oats");
        page = await page.Form("Remove the series").SendAsync();
        page.ShouldSay(SeriesMessages.SureToRemove);
        await page.Form("Remove the series").Check("Yes, remove this series").SendAsync();

        (await stage.VisitAsync()).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stage.MembersAsync()).ShouldBe(1, "it may be undone");
    }

    [Fact]
    public async Task standings_move_up_and_are_taken_out()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var (first, second) = (await stage.BoardAsync(), await stage.BoardAsync(b => b with { Scorers = [new string('e', 64)] }));

        var page = await stage.CurateAsync();
        page.ShouldSay("They are compared by percentiles only");
        page = await page.Form($"Up {second.Card.Title}").SendAsync();
        Titles(page).ShouldBe([second.Card.Title, first.Card.Title]);
        page = await page.Form($"Take out {second.Card.Title}").SendAsync();

        Titles(page).ShouldBe([first.Card.Title]);
        page.ShouldSay("They are ranked by their scores, in one table");
    }

    [Fact]
    public async Task what_curators_do_to_series_is_written_down_and_undone()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var board = await stage.BoardAsync(null, ("Ada", 0.9));
        var curator = await hub.StaffBrowser(Staff.Curator);
        var page = await curator.VisitAsync(HubLinks.Curation.OneSeries(stage.Slug));
        page = await page.Form("Save").Fill("Title", "Oats").SendAsync();
        page = await page.Form($"Take out {board.Card.Title}").SendAsync();
        await page.Form("Remove the series").Check("Yes, remove this series").SendAsync();
        var id = await hub.QueryAsync(db => db.Series.Where(s => s.Slug == stage.Slug).Select(s => s.Id).SingleAsync());

        page = await curator.VisitAsync($"{HubLinks.Curation.Changes}?subject={id}");

        page.Document.QuerySelectorAll("tbody th small").Select(s => s.TextContent).ShouldBe(
            new[] { CurationAct.RemoveSeries, CurationAct.TakeStandings, CurationAct.EditSeries, CurationAct.AddStandings, CurationAct.MakeSeries }.Select(CurationMessages.Word));
        page.ShouldSay($"standings: {board.Card.Title} → none");
        foreach (var change in (await hub.QueryAsync(db => db.CurationChanges.Where(c => c.SubjectId == id).OrderByDescending(c => c.Id).Select(c => c.Id).ToListAsync()))[..3])
        {
            (await hub.InScopeAsync(s => s.GetRequiredService<UndoChange>().ExecuteAsync(change, null, null, Ct))).ShouldBeOfType<UndoOutcome.Undone>();
        }

        page = await stage.VisitAsync();
        page.Heading.ShouldBe("Wheat everywhere");
        SeriesStage.Lines(page).ShouldBe(["1 Ada 0.90"]);
    }

    [Fact]
    public async Task a_hidden_listing_is_left_out_until_it_is_shown_again()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var board = await stage.BoardAsync(null, ("Ada", 0.9));
        await stage.BoardAsync(null, ("Bea", 0.8));
        var slug = (await board.Node.ListingAsync(board.Competition))!.Slug;

        await hub.InScopeAsync(s => s.GetRequiredService<HideListing>().ExecuteAsync(slug, "Not a competition.", null, Ct));
        (await stage.LinesAsync()).ShouldBe(["1 Bea 0.80"]);
        await hub.InScopeAsync(s => s.GetRequiredService<ShowListing>().ExecuteAsync(slug, null, null, Ct));
        (await stage.LinesAsync()).ShouldBe(["1 Ada 0.90", "2 Bea 0.80"]);
    }

    [Fact]
    public async Task what_is_not_shown_is_said_to_the_curator()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var board = await stage.BoardAsync(null, ("Ada", 0.9));
        await board.Node.TakenAsync(board.Node.Withdraw(RecordKinds.Competition, board.Competition));

        (await stage.CurateAsync()).ShouldSay(SeriesMessages.NotShown);
    }

    [Fact]
    [Refuses(SeriesOutcome.NoTitle, SeriesOutcome.TextTooLong, SeriesOutcome.SlugUnfit, SeriesOutcome.SlugTaken)]
    public async Task a_series_needs_a_title_and_a_name_of_its_own()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Series);

        async Task RefusedAsync(SeriesOutcome outcome, string title, string slug = "", string text = "")
        {
            (await page.Form("Make the series").Fill("Title", title).Fill("Name in the address", slug).Fill("What it is about", text).SendAsync()).ShouldSay(SeriesMessages.Sentence(outcome));
            (await hub.InScopeAsync(s => s.GetRequiredService<MakeSeries>().ExecuteAsync(new SeriesWords(title, text, slug), null, Ct))).Outcome.ShouldBe(outcome);
            Refused.See(outcome);
        }

        await RefusedAsync(SeriesOutcome.NoTitle, " ");
        await RefusedAsync(SeriesOutcome.NoTitle, new string('x', ListingSeries.TitleMaxLength + 1));
        await RefusedAsync(SeriesOutcome.TextTooLong, "Oats", text: new string('x', ListingSeries.TextMaxLength + 1));
        await RefusedAsync(SeriesOutcome.SlugUnfit, "小麦");
        await RefusedAsync(SeriesOutcome.SlugTaken, "Oats", stage.Slug);
    }

    [Fact]
    [Refuses(SeriesOutcome.NoSeries, SeriesOutcome.NoStandings, SeriesOutcome.InAlready, SeriesOutcome.NotIn, SeriesOutcome.Full)]
    public async Task what_is_not_there_can_not_be_changed()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var board = await stage.BoardAsync();

        await RefusedAsync(SeriesOutcome.NoSeries, s => s.GetRequiredService<AddToSeries>().ExecuteAsync("none", board.ListingId, board.Key, null, Ct));
        await RefusedAsync(SeriesOutcome.NoSeries, s => s.GetRequiredService<EditSeries>().ExecuteAsync("none", new SeriesWords("Oats", null), null, Ct));
        await RefusedAsync(SeriesOutcome.NoSeries, s => s.GetRequiredService<RemoveSeries>().ExecuteAsync("none", null, Ct));
        await RefusedAsync(SeriesOutcome.NoStandings, s => s.GetRequiredService<AddToSeries>().ExecuteAsync(stage.Slug, board.ListingId, board.Card.Phases[1].Id, null, Ct));
        await RefusedAsync(SeriesOutcome.InAlready, s => s.GetRequiredService<AddToSeries>().ExecuteAsync(stage.Slug, board.ListingId, board.Key, null, Ct));
        await RefusedAsync(SeriesOutcome.NotIn, s => s.GetRequiredService<TakeFromSeries>().ExecuteAsync(stage.Slug, Guid.Empty, board.Key, null, Ct));
        await RefusedAsync(SeriesOutcome.NotIn, s => s.GetRequiredService<MoveUpInSeries>().ExecuteAsync(stage.Slug, Guid.Empty, board.Key, null, Ct));

        var id = await hub.QueryAsync(db => db.Series.Where(s => s.Slug == stage.Slug).Select(s => s.Id).SingleAsync());
        await hub.QueryAsync(async db =>
        {
            db.AddRange(Enumerable.Range(2, ListingSeries.MaxMembers - 1).Select(i => new SeriesMember { SeriesId = id, ListingId = board.ListingId, PhaseKey = $"{i}", Number = i }));
            return await db.SaveChangesAsync(Ct);
        });
        await RefusedAsync(SeriesOutcome.Full, s => s.GetRequiredService<AddToSeries>().ExecuteAsync(stage.Slug, board.ListingId, board.Card.Phases[1].Id, null, Ct));
    }

    [Fact]
    public async Task nobody_but_curators_makes_series()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        foreach (var address in new[] { HubLinks.Curation.Series, HubLinks.Curation.OneSeries(stage.Slug) })
        {
            (await (await hub.SignedIn(await hub.Account())).VisitAsync(address)).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await hub.Browser().VisitAsync(address)).Path.ShouldStartWith("/account/sign-in");
        }
    }

    private async Task RefusedAsync(SeriesOutcome outcome, Func<IServiceProvider, Task<SeriesOutcome>> work)
    {
        (await hub.InScopeAsync(work)).ShouldBe(outcome);
        SeriesMessages.Sentence(outcome).ShouldNotBeEmpty();
        Refused.See(outcome);
    }

    private static string[] Titles(Page page) => [.. page.Document.QuerySelectorAll("table tbody th a").Select(a => a.TextContent)];
}
