using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Accounts;

public sealed class SessionTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_sign_in_is_listed_with_its_browser()
    {
        var browser = hub.Browser();
        browser.Http.DefaultRequestHeaders.UserAgent.ParseAdd(Firefox);
        await Submit.SignInAsync(browser, await hub.Account(), HubHost.Password);

        var page = await browser.VisitAsync("/account/sessions");

        page.Document.QuerySelectorAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Firefox on Linux");
        page.ShouldSay("this browser");
    }

    [Fact]
    public async Task the_cookie_says_session_time_and_method()
    {
        var email = await hub.Account();

        var visitor = AccountCookie.Of(hub, await Submit.SignInAsync(new PageClient(hub.Client()), email, HubHost.Password)).Principal;

        visitor.AuthenticatedAt.ShouldBe(hub.Clock.GetUtcNow());
        visitor.AuthenticationMethods.ShouldBe(["pwd"]);
        visitor.SessionId.ShouldBe((await SessionsAsync(email)).ShouldHaveSingleItem().Id);
    }

    [Fact]
    public async Task another_browser_is_signed_out_at_once()
    {
        var email = await hub.Account();
        var (here, there) = (await hub.SignedIn(email), await hub.SignedIn(email));
        (await there.VisitAsync("/account")).Heading.ShouldBe("Your account");

        var page = await (await here.VisitAsync("/account/sessions")).Form("Sign out An unknown browser").SendAsync();

        page.ShouldSay("That browser is signed out.");
        (await there.VisitAsync("/account")).Heading.ShouldBe("Sign in");
        (await here.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    [Fact]
    public async Task ending_a_session_that_ended_says_so()
    {
        var email = await hub.Account();
        var (here, there) = (await hub.SignedIn(email), await hub.SignedIn(email));
        var before = await here.VisitAsync("/account/sessions");
        await (await there.VisitAsync("/")).Form("Sign out").SendAsync();

        (await before.Form("Sign out An unknown browser").SendAsync()).ShouldSay("That browser was signed out already.");
    }

    [Fact]
    public async Task nobody_ends_the_session_of_somebody_else()
    {
        var (mine, theirs) = (await hub.Account(), await hub.Account());
        var (me, they) = (await hub.SignedIn(mine), await hub.SignedIn(theirs));
        await hub.SignedIn(mine);
        var form = (await me.VisitAsync("/account/sessions")).Form("Sign out An unknown browser");
        var session = (await SessionsAsync(theirs)).Single().Id;

        (await form.Hidden("session", session).SendAsync()).ShouldSay("That browser was signed out already.");

        (await they.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    [Fact]
    public async Task signing_out_everywhere_reaches_every_browser_at_once_and_leaves_a_note_for_each()
    {
        var email = await hub.Account();
        var (here, there) = (await hub.SignedIn(email), await hub.SignedIn(email));
        await there.VisitAsync("/account");
        var sessions = (await SessionsAsync(email)).Select(s => s.Id).ToList();

        (await (await here.VisitAsync("/account/sessions")).Form("Sign out everywhere").SendAsync()).ShouldSay("You are signed out here and everywhere else.");

        (await here.VisitAsync("/account")).Heading.ShouldBe("Sign in");
        (await there.VisitAsync("/account")).Heading.ShouldBe("Sign in");
        (await NotesAsync(sessions)).ShouldBe(2);
    }

    [Fact]
    public async Task signing_out_ends_the_session_and_leaves_a_note()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        var session = (await SessionsAsync(email)).Single().Id;

        await (await browser.VisitAsync("/")).Form("Sign out").SendAsync();

        (await SessionsAsync(email)).ShouldBeEmpty();
        (await NotesAsync([session])).ShouldBe(1);
    }

    [Fact]
    public async Task a_cookie_kept_from_before_signing_out_opens_nothing()
    {
        var email = await hub.Account();
        var browser = new PageClient(hub.Client());
        var cookie = (await Submit.SignInAsync(browser, email, HubHost.Password)).Response.Headers.GetValues("Set-Cookie").Last().Split(';')[0];
        await (await browser.VisitAsync("/account")).Form("Sign out").SendAsync();

        var thief = hub.Browser();
        thief.Http.DefaultRequestHeaders.Add("Cookie", cookie);

        (await thief.VisitAsync("/account")).Heading.ShouldBe("Sign in");
    }

    [Fact]
    public async Task when_a_session_was_seen_is_written_now_and_then()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        var began = (await SessionsAsync(email)).Single().LastSeenAt;

        hub.Clock.Advance(SessionRules.SeenEvery - TimeSpan.FromSeconds(1));
        await browser.VisitAsync("/");
        (await SessionsAsync(email)).Single().LastSeenAt.ShouldBe(began);
        hub.Clock.Advance(TimeSpan.FromSeconds(10));
        await browser.VisitAsync("/");

        (await SessionsAsync(email)).Single().LastSeenAt.ShouldBeGreaterThan(began);
    }

    [Fact]
    public async Task the_session_stays_the_same_when_the_cookie_is_made_anew()
    {
        var email = await hub.Account();
        var browser = new PageClient(hub.Client());
        var before = AccountCookie.Of(hub, await Submit.SignInAsync(browser, email, HubHost.Password)).Principal;

        hub.Clock.Advance(AccountRules.StampValidity + TimeSpan.FromSeconds(1));
        var refreshed = AccountCookie.Of(hub, await browser.VisitAsync("/account")).Principal;
        var renamed = AccountCookie.Of(hub, await (await browser.VisitAsync("/account/profile")).Form("Save").Fill("Name", "Lin").SendAsync()).Principal;

        foreach (var after in (System.Security.Claims.ClaimsPrincipal[])[refreshed, renamed])
        {
            (after.SessionId, after.AuthenticatedAt).ShouldBe((before.SessionId, before.AuthenticatedAt));
            after.AuthenticationMethods.ShouldBe(["pwd"]);
        }
    }

    [Fact]
    public async Task a_session_another_process_ended_is_noticed_within_seconds()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);
        await browser.VisitAsync("/account");
        await hub.QueryAsync(db => db.Set<AccountSession>().ExecuteDeleteAsync(Ct));

        hub.Clock.Advance(SessionRules.Trusted);

        (await browser.VisitAsync("/account")).Heading.ShouldBe("Sign in");
    }

    [Fact]
    public async Task two_who_end_a_session_at_once_leave_one_note()
    {
        var email = await hub.Account();
        await hub.SignedIn(email);
        var session = (await SessionsAsync(email)).Single();

        var ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hub.InScopeAsync(s =>
            s.GetRequiredService<EndSession>().ExecuteAsync(session.AccountId, session.Id, Ct))));

        ended.Count(e => e).ShouldBe(1);
        (await NotesAsync([session.Id])).ShouldBe(1);
    }

    [Fact]
    public async Task what_expired_is_swept_away_and_what_is_used_stays()
    {
        var (gone, stays) = (await hub.Account(), await hub.Account());
        await hub.SignedIn(gone);
        hub.Clock.Advance(AccountRules.SignedIn + TimeSpan.FromHours(1));
        await hub.SignedIn(stays);

        await hub.Services.GetRequiredService<SweepSessions>().RoundAsync(Ct);

        (await SessionsAsync(gone)).ShouldBeEmpty();
        (await SessionsAsync(stays)).ShouldHaveSingleItem();
    }

    private Task<List<AccountSession>> SessionsAsync(string email) => hub.QueryAsync(db =>
        (from session in db.Set<AccountSession>() join account in db.Users on session.AccountId equals account.Id where account.Email == email select session).ToListAsync(Ct));

    private Task<int> NotesAsync(List<string> sessions) => hub.QueryAsync(db => db.Set<EndedSession>().CountAsync(e => sessions.Contains(e.SessionId), Ct));
}
