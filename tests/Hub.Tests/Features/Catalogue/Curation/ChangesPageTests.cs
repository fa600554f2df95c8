using System.Net;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Tests.Features.Catalogue.Curation;

public sealed class ChangesPageTests(HubHost hub) : IClassFixture<HubHost>
{
    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData(Staff.Curator, HttpStatusCode.OK)]
    [InlineData(Staff.Administrator, HttpStatusCode.OK)]
    public async Task only_staff_reads_it(string? role, HttpStatusCode status)
    {
        (await (await hub.SignedIn(await hub.Account(role: role))).VisitAsync(HubLinks.Curation.Changes)).Status.ShouldBe(status);
        (await hub.Browser().VisitAsync(HubLinks.Curation.Changes)).Path.ShouldStartWith("/account/sign-in");
    }

    [Fact]
    public async Task every_change_stands_there_with_before_and_after_and_by_whom()
    {
        using var curator = await Curator.ComesAsync(hub);
        var (copy, whole) = (await curator.PutAsync("<i>Oats</i>, a copy"), await curator.PutAsync("Oats, the whole"));
        await curator.MergeAsync(copy, whole);
        await curator.HideAsync(whole, "Said <script>things</script>.");

        var page = await (await curator.DeskAsync(whole)).FollowAsync("What was changed");

        page.ShouldSay("1 change · show all");
        page.ShouldSay("hidden because: – → Said <script>things</script>.");
        page.ShouldSay("by Mei");
        page = await curator.Browser.VisitAsync(HubLinks.Curation.Changes + "?title=A+COPY&act=Merge");
        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        page.ShouldSay("stands for it: – → Oats, the whole");
        (await page.FollowAsync("<i>Oats</i>, a copy")).Heading.ShouldBe("<i>Oats</i>, a copy");
        (await curator.Browser.VisitAsync(HubLinks.Curation.Changes + "?title=no+such+title")).ShouldSay(CurationMessages.NoChanges);
    }

    [Fact]
    [Refuses(typeof(UndoOutcome.UndoneBefore), typeof(UndoOutcome.ChangedSince))]
    public async Task a_change_is_undone_there_or_the_page_says_why_not()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Barley");
        await curator.HideAsync(slug);
        await (await curator.DeskAsync(slug)).Form("Show it again").SendAsync();
        var before = await curator.Browser.VisitAsync(HubLinks.Curation.Changes + "?title=Barley");

        (await before.Form("Undo: Barley, hidden").SendAsync()).ShouldRefuse(typeof(UndoOutcome.ChangedSince), CurationMessages.Sentence(new UndoOutcome.ChangedSince()));
        var page = await before.Form("Undo: Barley, shown again").SendAsync();

        page.ShouldSay("It is undone: shown again, Barley.");
        page.ShouldSay("by Mei");
        page.Path.ShouldBe(HubLinks.Curation.Changes + "?title=Barley");
        (await curator.PublicAsync(slug)).Status.ShouldBe(HttpStatusCode.Gone);
        (await before.Form("Undo: Barley, shown again").SendAsync()).ShouldRefuse(typeof(UndoOutcome.UndoneBefore), CurationMessages.Sentence(new UndoOutcome.UndoneBefore()));
        (await page.Form("Undo: Barley, hidden").SendAsync()).ShouldSay("It is undone: hidden, Barley.");
        (await curator.Shelf.TitlesAsync()).ShouldBe(["Barley"]);
    }

    [Fact]
    public async Task it_has_pages_and_the_number_of_queries_does_not_grow()
    {
        using var curator = await Curator.ComesAsync(hub);
        var (one, two) = (await curator.PutAsync("Rye"), await curator.PutAsync("Rye, again"));
        await curator.MergeAsync(one, two);
        var few = await curator.QueriesAsync(HubLinks.Curation.Changes);
        for (var i = 0; i < 30; i++)
        {
            await curator.RunAsync<HideListing, CurateOutcome>((v, ct) => v.ExecuteAsync(two, $"Reason {i}.", null, ct));
            await curator.RunAsync<ShowListing, CurateOutcome>((v, ct) => v.ExecuteAsync(two, null, null, ct));
        }

        (await curator.QueriesAsync(HubLinks.Curation.Changes)).ShouldBeLessThanOrEqualTo(few);
        var page = await curator.Browser.VisitAsync(HubLinks.Curation.Changes + "?title=Rye");
        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(ReadChanges.PageSize);
        page = await page.FollowAsync("Next");
        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(11);
        page.Path.ShouldContain("title=Rye");
    }
}
