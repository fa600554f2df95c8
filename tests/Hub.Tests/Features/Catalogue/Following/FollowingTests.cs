using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Following;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Catalogue.Discovery;
using Agon.Hub.Tests.Features.Catalogue.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Following;

public sealed class FollowingTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task a_followed_competition_stands_on_ones_page_until_one_unfollows()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var address = await shelf.PageOfAsync(await shelf.PutAsync("Oats"));
        var browser = await hub.SignedIn(await hub.Account());

        var page = await (await browser.VisitAsync(address)).Form("Follow").SendAsync();

        page.ShouldSay(FollowingMessages.Following);
        (await browser.VisitAsync("/account/following")).ShouldSay("Oats");
        (await page.Form("Unfollow").SendAsync()).ShouldSay(FollowingMessages.NotFollowing);
        (await browser.VisitAsync("/account/following")).ShouldSay(FollowingMessages.NothingFollowed);
    }

    [Fact]
    public async Task who_is_not_signed_in_is_asked_to_and_comes_back()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var address = await shelf.PageOfAsync(await shelf.PutAsync("Oats"));

        (await (await hub.Browser().VisitAsync(address)).Form("Follow").SendAsync()).Path.ShouldBe($"/account/sign-in?returnUrl={Uri.EscapeDataString(address)}");
        (await (await shelf.ListAsync("&status=open")).Form("Keep this search").SendAsync()).Path.ShouldStartWith("/account/sign-in?returnUrl=%2Fcompetitions%3Fsearch");
    }

    [Fact]
    [Refuses(FollowOutcome.NotListed)]
    [Refuses(FollowOutcome.TooMany)]
    [Refuses(FollowOutcome.TooLong)]
    public async Task what_can_not_be_followed_or_kept_is_refused()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var me = await IdAsync(await hub.Account());
        var slug = (await shelf.Node.ListingAsync(await shelf.PutAsync("Oats")))!.Slug;

        Seen(await KeepAsync(k => k.FollowAsync(me, "nothing", TestContext.Current.CancellationToken))).ShouldBe(FollowOutcome.NotListed);
        for (var i = 0; i < SavedSearch.Most; i++)
        {
            (await KeepAsync(k => k.SaveAsync(me, new() { Search = $"word {i}" }, TestContext.Current.CancellationToken))).ShouldBe(FollowOutcome.Done);
        }

        (await KeepAsync(k => k.SaveAsync(me, new() { Search = "word 7" }, TestContext.Current.CancellationToken))).ShouldBe(FollowOutcome.Done);
        Seen(await KeepAsync(k => k.SaveAsync(me, new() { Search = "another" }, TestContext.Current.CancellationToken))).ShouldBe(FollowOutcome.TooMany);
        Seen(await KeepAsync(k => k.SaveAsync(Guid.Empty, new() { Search = new string('€', 300) }, TestContext.Current.CancellationToken))).ShouldBe(FollowOutcome.TooLong);
        await shelf.Node.Node.DecideAsync(MemberAct.Suspend);
        (await KeepAsync(k => k.FollowAsync(me, slug, TestContext.Current.CancellationToken))).ShouldBe(FollowOutcome.NotListed);
    }

    [Fact]
    public async Task requests_at_once_keep_and_follow_no_more_than_one_may()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var me = await IdAsync(await hub.Account());
        await shelf.Node.TakenAsync([.. Enumerable.Range(0, 4).Select(i => shelf.Node.Tell(TellingNode.NewId(), shelf.Card($"Oats {i}")))]);
        await shelf.Node.TakenAsync([.. Enumerable.Range(1, Follow.Most - 1).Select(i => shelf.Node.Tell(TellingNode.NewId(), shelf.Card($"Rye {i}")))]);
        var node = await shelf.Node.IdAsync();
        var slugs = await hub.QueryAsync(db => db.Listings.Where(l => l.MemberId == node && l.Title.StartsWith("Oats")).Select(l => l.Slug).ToListAsync());
        await hub.QueryAsync(async db =>
        {
            var rye = await db.Listings.Where(l => l.MemberId == node && l.Title.StartsWith("Rye")).Select(l => l.Id).ToListAsync();
            db.AddRange(rye.Select(l => new Follow { AccountId = me, ListingId = l, At = hub.Clock.GetUtcNow() }));
            return await db.SaveChangesAsync();
        });
        for (var i = 1; i < SavedSearch.Most; i++)
        {
            await KeepAsync(k => k.SaveAsync(me, new() { Search = $"word {i}" }, TestContext.Current.CancellationToken));
        }

        var kept = await AtOnceAsync(Enumerable.Range(0, 4), (k, i) => k.SaveAsync(me, new() { Search = $"other {i}" }, TestContext.Current.CancellationToken));
        var same = await AtOnceAsync(Enumerable.Range(0, 4), (k, _) => k.SaveAsync(me, new() { Search = "word 7" }, TestContext.Current.CancellationToken));
        var followed = await AtOnceAsync(slugs, (k, slug) => k.FollowAsync(me, slug, TestContext.Current.CancellationToken));

        kept.Order().ShouldBe([FollowOutcome.Done, .. Enumerable.Repeat(FollowOutcome.TooMany, 3)]);
        same.ShouldAllBe(o => o == FollowOutcome.Done);
        followed.Order().ShouldBe([FollowOutcome.Done, .. Enumerable.Repeat(FollowOutcome.TooMany, 3)]);
        (await hub.QueryAsync(db => db.SavedSearches.CountAsync(s => s.AccountId == me))).ShouldBe(SavedSearch.Most);
        (await hub.QueryAsync(db => db.Follows.CountAsync(f => f.AccountId == me))).ShouldBe(Follow.Most);
    }

    [Fact]
    public async Task what_is_withdrawn_is_followed_still_when_it_comes_back()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var card = shelf.Card("Oats");
        var key = await shelf.PutAsync(card);
        var browser = await hub.SignedIn(await hub.Account());
        await (await browser.VisitAsync(await shelf.PageOfAsync(key))).Form("Follow").SendAsync();

        await shelf.Node.TakenAsync(shelf.Node.Withdraw(RecordKinds.Competition, key));
        var mine = await browser.VisitAsync("/account/following");
        mine.ShouldSay(FollowingMessages.NotListedNow);
        mine.ShouldNotSay("Oats");

        await shelf.Node.TakenAsync(shelf.Node.Tell(key, card));
        (await browser.VisitAsync("/account/following")).ShouldNotSay(FollowingMessages.NotListedNow);
    }

    [Fact]
    public async Task a_kept_search_opens_the_same_list_again()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("Oats") with { TaskTypes = ["ranking"] });
        var browser = await hub.SignedIn(await hub.Account());
        var list = await browser.VisitAsync($"{shelf.Address}&task=ranking&page=1&sort=newest");

        (await list.Form("Keep this search").SendAsync()).ShouldSay(FollowingMessages.Saved);
        var mine = await browser.VisitAsync("/account/following");

        Shelf.Titles(await mine.FollowAsync($"Competitions · “{shelf.Word}” · Task: Ranking")).ShouldBe(["Oats"]);
        (await mine.Form($"Remove Competitions · “{shelf.Word}” · Task: Ranking").SendAsync()).ShouldSay(FollowingMessages.NothingKept);
    }

    [Fact]
    public async Task each_week_there_is_one_mail_with_what_is_new_and_what_closes()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var email = await hub.Account("Mei");
        var browser = await hub.SignedIn(email);
        var closing = await shelf.PageOfAsync(await shelf.PutAsync("Closing oats", -1, 10));
        await (await browser.VisitAsync(closing)).Form("Follow").SendAsync();
        await (await browser.VisitAsync(shelf.Address)).Form("Keep this search").SendAsync();
        (await (await browser.VisitAsync("/account/following")).Form("Send me a mail each week").SendAsync()).ShouldSay(FollowingMessages.MailOn);
        hub.Clock.Advance(TimeSpan.FromDays(3));
        await shelf.PutAsync(shelf.Card("New barley") with { PublishedAt = hub.Clock.GetUtcNow().AddDays(-30) });
        await WriteAsync();
        (await WeeklyAsync(email)).ShouldBeEmpty();

        hub.Clock.Advance(TimeSpan.FromDays(4));
        await WriteAsync();
        await WriteAsync();

        var mail = (await WeeklyAsync(email)).ShouldHaveSingleItem();
        foreach (var words in (string[])["Subject: Agon hub: 1 closing soon, 1 new", "Hello Mei,", "- Closing oats, University of Alpha: until ", $"http://localhost{closing}", "- New barley, ", "List-Unsubscribe: <http://localhost/following/stop?token="])
        {
            mail.ShouldContain(words);
        }

        mail.Split("oats,").Length.ShouldBe(2);

        // Nothing is told twice, and a hub that was away writes one mail, not three.
        hub.Clock.Advance(TimeSpan.FromDays(21));
        await WriteAsync();
        (await WeeklyAsync(email)).ShouldHaveSingleItem();
        var next = await hub.QueryAsync(async db => (await db.WeeklyMails.SingleAsync(m => db.Users.Any(u => u.Id == m.AccountId && u.Email == email))).NextAt);
        (next - hub.Clock.GetUtcNow()).ShouldBeInRange(TimeSpan.FromTicks(1), WeeklyMail.Every);
    }

    [Fact]
    public async Task a_mail_that_can_not_be_written_keeps_nobody_else_waiting()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var slug = (await shelf.Node.ListingAsync(await shelf.PutAsync("Closing rye", -1, 10)))!.Slug;
        var (first, second) = (await hub.Account(), await hub.Account());
        await WantAsync(first, slug);
        await WantAsync(second, slug);
        await hub.QueryAsync(db => db.Users.Where(u => u.Email == first).ExecuteUpdateAsync(set => set.SetProperty(u => u.Email, (string?)null)));
        hub.Clock.Advance(WeeklyMail.Every);

        await WriteAsync();
        (await WeeklyAsync(second)).ShouldHaveSingleItem();

        await hub.QueryAsync(db => db.Users.Where(u => u.Email == null).ExecuteUpdateAsync(set => set.SetProperty(u => u.Email, first)));
        await WriteAsync();
        (await WeeklyAsync(first)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task of_hubs_that_write_at_once_one_writes_a_persons_mail()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var slug = (await shelf.Node.ListingAsync(await shelf.PutAsync("Closing hops", -1, 10)))!.Slug;
        var people = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            people.Add(await hub.Account());
            await WantAsync(people[i], slug);
        }

        hub.Clock.Advance(WeeklyMail.Every);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(WriteAsync)));

        foreach (var email in people)
        {
            (await WeeklyAsync(email)).ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task the_link_in_a_mail_stops_them_and_looking_at_it_does_not()
    {
        var email = await hub.Account();
        var me = await IdAsync(email);
        await hub.InScopeAsync(async s =>
        {
            await s.GetRequiredService<KeepFollowing>().MailAsync(me, isWanted: true, TestContext.Current.CancellationToken);
            return 0;
        });
        var address = Agon.Hub.HubLinks.Accounts.StopMails(hub.Services.GetRequiredService<StopLinks>().Make(me));

        var page = await hub.Browser().VisitAsync(address);
        (await IsWantedAsync(me)).ShouldBeTrue();
        (await page.Form("Stop the mails").SendAsync()).ShouldSay(FollowingMessages.MailOff);
        (await IsWantedAsync(me)).ShouldBeFalse();

        using var client = hub.Client();
        using var oneClick = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        (await client.PostAsync(address, oneClick, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsync("/following/stop?token=rubbish", oneClick, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Browser().VisitAsync("/following/stop?token=rubbish")).ShouldSay(FollowingMessages.LinkUnreadable);
    }

    // Follows it and wants to hear of it.
    private async Task WantAsync(string email, string slug)
    {
        var me = await IdAsync(email);
        (await KeepAsync(k => k.FollowAsync(me, slug, TestContext.Current.CancellationToken))).ShouldBe(FollowOutcome.Done);
        await KeepAsync(async k =>
        {
            await k.MailAsync(me, isWanted: true, TestContext.Current.CancellationToken);
            return FollowOutcome.Done;
        });
    }

    private async Task<IReadOnlyList<string>> WeeklyAsync(string email) => [.. (await hub.MailsTo(email)).Where(m => m.Contains("List-Unsubscribe", StringComparison.Ordinal))];

    private Task<bool> IsWantedAsync(Guid account) => hub.QueryAsync(db => db.WeeklyMails.AnyAsync(m => m.AccountId == account));

    private Task<Guid> IdAsync(string email) => hub.QueryAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync());

    private Task<FollowOutcome> KeepAsync(Func<KeepFollowing, Task<FollowOutcome>> verb) => hub.InScopeAsync(s => verb(s.GetRequiredService<KeepFollowing>()));

    private Task<FollowOutcome[]> AtOnceAsync<T>(IEnumerable<T> some, Func<KeepFollowing, T, Task<FollowOutcome>> verb) =>
        Task.WhenAll(some.Select(one => Task.Run(() => KeepAsync(k => verb(k, one)))));

    private static FollowOutcome Seen(FollowOutcome outcome)
    {
        Refused.See((object)outcome);
        FollowingMessages.Sentence(outcome).ShouldNotBeEmpty();
        return outcome;
    }

    private Task<int> WriteAsync() => hub.InScopeAsync(async s =>
    {
        await s.GetRequiredService<WriteWeeklyMails>().ExecuteAsync(TestContext.Current.CancellationToken);
        return 0;
    });
}
