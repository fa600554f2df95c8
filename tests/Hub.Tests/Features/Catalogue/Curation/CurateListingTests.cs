using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Tests.Features.Catalogue.Discovery;

namespace Agon.Hub.Tests.Features.Catalogue.Curation;

public sealed class CurateListingTests(HubHost hub) : IClassFixture<HubHost>
{
    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData(Staff.Curator, HttpStatusCode.OK)]
    [InlineData(Staff.Administrator, HttpStatusCode.OK)]
    public async Task only_staff_curates(string? role, HttpStatusCode status)
    {
        using var curator = await Curator.ComesAsync(hub);
        var page = HubLinks.Curation.Listing(await curator.PutAsync("Oats"));

        (await (await hub.SignedIn(await hub.Account(role: role))).VisitAsync(page)).Status.ShouldBe(status);
        (await hub.Browser().VisitAsync(page)).Path.ShouldStartWith("/account/sign-in");
    }

    [Fact]
    public async Task what_is_hidden_is_not_found_and_its_page_says_why()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");
        await curator.PutAsync("Rye");

        (await curator.HideAsync(slug, "Nothing but <b>advertising</b>.")).ShouldSay(CurationMessages.Sentence(CurateOutcome.Done));

        (await curator.Shelf.TitlesAsync()).ShouldBe(["Rye"]);
        var page = await curator.PublicAsync(slug);
        page.Status.ShouldBe(HttpStatusCode.Gone);
        page.ShouldSay("Nothing but <b>advertising</b>.");
        page.ShouldNotSay("Oats");

        await (await curator.DeskAsync(slug)).Form("Show it again").SendAsync();
        (await curator.Shelf.TitlesAsync()).ShouldBe(["Oats", "Rye"], ignoreOrder: true);
        (await curator.PublicAsync(slug)).Heading.ShouldBe("Oats");
        (await curator.ChangesAsync(slug)).Select(c => (c.Act, c.Reason, c.BeforeJson)).ShouldBe(
            [(CurationAct.Hide, "Nothing but <b>advertising</b>.", """{"hidden":null}"""), (CurationAct.Show, null, (await curator.ChangesAsync(slug))[0].AfterJson)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData(null)]
    [Refuses(CurateOutcome.NeedsReason)]
    public async Task hiding_needs_a_reason_everybody_can_read(string? reason)
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");
        var page = await curator.HideAsync(slug, reason ?? new string('x', 501));

        page.ShouldRefuse(CurateOutcome.NeedsReason, CurationMessages.Sentence(CurateOutcome.NeedsReason));
        (reason is null).ShouldBe(page.Text.Contains("xxxxx", StringComparison.Ordinal), "what was typed stays");
        (await curator.PublicAsync(slug)).Status.ShouldBe(HttpStatusCode.OK);
        (await curator.ChangesAsync(slug)).ShouldBeEmpty();
    }

    [Fact]
    public async Task what_is_featured_comes_first_until_it_ends_or_is_over()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Featured oats", -1, 2000);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await curator.PutAsync("Urgent rye", -1, 0.5);
        async Task<string> FirstAsync(string address = "/competitions") => Shelf.Titles(await hub.Browser().VisitAsync(address))[0];
        (await FirstAsync()).ShouldNotBe("Featured oats");

        await (await curator.DeskAsync(slug)).Form("Feature it").SendAsync();

        (await FirstAsync()).ShouldBe("Featured oats");
        (await FirstAsync("/competitions?sort=newest")).ShouldNotBe("Featured oats");
        (await FirstAsync(curator.Shelf.Address)).ShouldBe("Urgent rye");
        (await hub.Browser().VisitAsync("/competitions")).Document.QuerySelector(".rows li")!.TextContent.ShouldContain(CurationMessages.Featured);

        var day = $"{hub.Clock.GetUtcNow().UtcDateTime:yyyy-MM-dd}";
        await (await curator.DeskAsync(slug)).Form("Change the last day").Fill("Last day", day).SendAsync();
        (await curator.StateAsync(slug))!.FeaturedUntil.ShouldBe(new DateTimeOffset(hub.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        (await FirstAsync()).ShouldBe("Featured oats");

        await (await curator.DeskAsync(slug)).Form("Do not feature it any more").SendAsync();
        (await FirstAsync()).ShouldNotBe("Featured oats");
    }

    [Fact]
    [Refuses(CurateOutcome.DayOver)]
    public async Task nothing_is_featured_up_to_yesterday()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");

        var page = await (await curator.DeskAsync(slug)).Form("Feature it").Fill("Last day", $"{hub.Clock.GetUtcNow().UtcDateTime.AddDays(-1):yyyy-MM-dd}").SendAsync();

        page.ShouldRefuse(CurateOutcome.DayOver, CurationMessages.Sentence(CurateOutcome.DayOver));
        (await curator.StateAsync(slug)).ShouldBeNull();
    }

    [Fact]
    [Refuses(CurateOutcome.WasSo)]
    public async Task official_stands_beside_the_name_everywhere()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");
        var before = await curator.DeskAsync(slug);

        await before.Form("Mark it official").SendAsync();

        (await curator.PublicAsync(slug)).ShouldSay(CurationMessages.AboutOfficial);
        (await curator.Shelf.ListAsync()).ShouldSay(CurationMessages.AboutOfficial);
        (await before.Form("Mark it official").SendAsync()).ShouldRefuse(CurateOutcome.WasSo, CurationMessages.Sentence(CurateOutcome.WasSo));
        (await (await curator.DeskAsync(slug)).Form("Take the badge away").SendAsync()).ShouldSay(CurationMessages.Sentence(CurateOutcome.Done));
        (await curator.PublicAsync(slug)).ShouldNotSay(CurationMessages.AboutOfficial);
        (await curator.ChangesAsync(slug)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task of_two_that_are_one_the_other_stands_for_both()
    {
        using var curator = await Curator.ComesAsync(hub);
        var (copy, whole) = (await curator.PutAsync("Oats, a copy"), await curator.PutAsync("Oats"));

        (await curator.MergeAsync(copy, $"http://localhost/competitions/{whole}/")).ShouldSay("Oats stands for it");

        (await curator.Shelf.TitlesAsync()).ShouldBe(["Oats"]);
        var answer = await hub.Client().GetAsync(HubLinks.Competitions.Show(copy), TestContext.Current.CancellationToken);
        (answer.StatusCode, answer.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.MovedPermanently, HubLinks.Competitions.Show(whole)));
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();

        await (await curator.DeskAsync(copy)).Form("Have it stand for itself").SendAsync();
        (await curator.PublicAsync(copy)).Heading.ShouldBe("Oats, a copy");
        (await curator.ChangesAsync(copy)).Select(c => c.Act).ShouldBe([CurationAct.Merge, CurationAct.Part]);
        (await curator.ChangesAsync(whole)).ShouldBeEmpty();
    }

    [Fact]
    [Refuses(CurateOutcome.IntoItself, CurateOutcome.IntoUnknown, CurateOutcome.IntoMerged)]
    public async Task a_listing_is_merged_only_into_one_that_is_shown()
    {
        using var curator = await Curator.ComesAsync(hub);
        var key = await curator.Shelf.PutAsync("Withdrawn");
        var (one, two, three, hidden, withdrawn) = (await curator.PutAsync("One"), await curator.PutAsync("Two"), await curator.PutAsync("Three"), await curator.PutAsync("Four"), await curator.SlugAsync(key));
        await curator.Shelf.Node.TakenAsync(curator.Shelf.Node.Withdraw(RecordKinds.Competition, key));
        await curator.HideAsync(hidden);
        await curator.MergeAsync(two, three);

        async Task RefusedAsync(string into, CurateOutcome outcome)
        {
            var page = await curator.MergeAsync(one, into);
            page.ShouldRefuse(outcome, CurationMessages.Sentence(outcome));
            page.Document.QuerySelector("input[name='Form.Into']")!.GetAttribute("value").ShouldBe(into.Length == 0 ? null : into);
        }

        await RefusedAsync(one, CurateOutcome.IntoItself);
        await RefusedAsync("no-such-listing", CurateOutcome.IntoUnknown);
        await RefusedAsync(hidden, CurateOutcome.IntoUnknown);
        await RefusedAsync(withdrawn, CurateOutcome.IntoUnknown);
        await RefusedAsync(two, CurateOutcome.IntoMerged);
        (await curator.StateAsync(one)).ShouldBeNull();
    }

    [Fact]
    [Refuses(CurateOutcome.IntoMerged)]
    public async Task two_that_are_merged_into_each_other_at_once_do_not_both_vanish()
    {
        using var curator = await Curator.ComesAsync(hub);
        var (one, two) = (await curator.PutAsync("One"), await curator.PutAsync("Two"));
        Task<CurateOutcome> MergeAsync(string slug, string into) => curator.RunAsync<MergeListing, CurateOutcome>((v, ct) => v.ExecuteAsync(slug, into, null, null, ct));

        var outcomes = await Task.WhenAll(MergeAsync(one, two), MergeAsync(two, one));

        outcomes.Order().ShouldBe([CurateOutcome.Done, CurateOutcome.IntoMerged]);
        Refused.See(CurateOutcome.IntoMerged);
        (await curator.Shelf.TitlesAsync()).Length.ShouldBe(1);
    }

    [Fact]
    [Refuses(CurateOutcome.Unknown, CurateOutcome.NoteTooLong)]
    public async Task what_is_not_there_or_too_long_changes_nothing()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");

        (await curator.RunAsync<HideListing, CurateOutcome>((v, ct) => v.ExecuteAsync("no-such-listing", "Because.", null, ct))).ShouldRefuse(CurateOutcome.Unknown);
        (await curator.RunAsync<MarkOfficial, CurateOutcome>((v, ct) => v.ExecuteAsync(slug, true, new string('x', 501), null, ct))).ShouldRefuse(CurateOutcome.NoteTooLong);
        (await (await curator.DeskAsync(slug)).Form("Mark it official").SendAsync()).Status.ShouldBe(HttpStatusCode.OK);
    }
}
