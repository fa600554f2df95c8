using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.Federation;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Sessions;
using Agon.Node.Tests.Features.SignOn;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Federation;

/// <summary>What the hub says ended, in the answer to the node's call: sessions end here, and whose account there is deleted loses that way in and nothing else.</summary>
public sealed partial class NewsOfEndsTests(NodeHost node) : IClassFixture<NodeHost>, IAsyncLifetime
{
    private FakeHub _hub = null!;
    private int _people;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await node.QueryAsync(async db => await db.Memberships.ExecuteDeleteAsync(Ct) + await db.NodeKeys.ExecuteDeleteAsync(Ct) + await db.Issuers.ExecuteDeleteAsync(Ct));
        node.Services.GetRequiredService<HubAccessTokens>().Forget();
        _hub = new FakeHub(node);
        await node.InScopeAsync(s => s.GetRequiredService<JoinHub>().ExecuteAsync(_hub.Address, FakeHub.Token, Ct));
        _hub.State = MemberState.Active;
        await CallAsync();
    }

    public ValueTask DisposeAsync()
    {
        node.Clock.Pace = TimeSpan.Zero;
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task after_the_node_or_its_hub_was_away_the_next_call_ends_what_ended_meanwhile()
    {
        var (_, browser, _) = await ComesByTheHubAsync();
        _hub.TakeDown();
        await CallAsync();
        (await browser.WhoAsync()).ShouldNotBeNull();
        _hub.EndedSessions.Add(new SessionEnd(NewId(), "sid-1", null));
        _hub.PutUp();

        (await CallAsync())!.LastError.ShouldBeNull();

        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task a_deleted_account_signs_out_and_takes_its_way_in_and_leaves_the_account_with_a_note_and_a_mail()
    {
        var (account, browser, subject) = await ComesByTheHubAsync();
        var told = Tell(subject);

        await CallAsync();
        await CallAsync();

        (await browser.WhoAsync()).ShouldBeNull();
        _hub.Reports[^1].Handled.ShouldBe([told.Id]);
        _hub.DeletedAccounts.ShouldBeEmpty();
        (await node.QueryAsync(db => db.LinkedIdentities.AnyAsync(l => l.AccountId == account.Id))).ShouldBeFalse();
        (await (await node.BrowserOf(account)).VisitAsync("/account/identities")).ShouldSay("Your account of The Hub was deleted there");
        var mail = (await node.MailsTo(account.Email!)).ShouldHaveSingleItem();
        mail.ShouldContain("You come in with your password as before.");
        mail.ShouldNotContain(AccountLinks.Forgot);
    }

    [Fact]
    public async Task whose_only_way_in_it_was_comes_back_by_mail_and_nobody_else_does()
    {
        var (account, _, subject) = await ComesByTheHubAsync(hasPassword: false);
        Tell(subject);
        await CallAsync();

        var browser = node.Browser();
        await PageClient.SignInAsync(await browser.VisitAsync("/account/sign-in"), account);
        (await browser.WhoAsync()).ShouldBeNull();
        (await node.QueryAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.Id == account.Id))).PasswordHash.ShouldBeNull();
        (await node.MailsTo(account.Email!)).ShouldContain(m => m.Contains($"choose a password: http://localhost{AccountLinks.Forgot}", StringComparison.Ordinal));
        await (await node.Browser().VisitAsync(AccountLinks.Forgot)).Form("Send the link").Fill("E-mail address", account.Email!).SendAsync();
        (await node.MailsTo(account.Email!)).ShouldContain(m => m.Contains("asked for a new password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task the_news_of_one_person_changes_nothing_for_another()
    {
        var (gone, _, subject) = await ComesByTheHubAsync();
        var (stays, browser, _) = await ComesByTheHubAsync("sid-2");
        Tell(subject);
        Tell("somebody-this-node-never-saw");

        await CallAsync();

        (await browser.WhoAsync()).ShouldNotBeNull();
        (await node.QueryAsync(db => db.LinkedIdentities.Where(l => l.AccountId == gone.Id || l.AccountId == stays.Id).Select(l => l.AccountId).ToListAsync())).ShouldBe([stays.Id]);
    }

    [Fact]
    public async Task broken_off_after_it_was_noted_it_is_finished_the_next_time()
    {
        var (account, browser, subject) = await ComesByTheHubAsync();
        var told = Tell(subject);
        var ended = new SessionEnd(NewId(), "sid-1", null);
        _hub.EndedSessions.Add(ended);
        await NoteAsync($"{told.Id}", null, subject);
        await NoteAsync($"{ended.Id}", "sid-1", null);

        await CallAsync();

        (await browser.WhoAsync()).ShouldBeNull();
        (await node.QueryAsync(db => db.LinkedIdentities.AnyAsync(l => l.AccountId == account.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task what_comes_again_because_the_node_forgot_that_it_was_done_is_not_done_twice()
    {
        var (account, _, subject) = await ComesByTheHubAsync();
        Tell(subject);
        await CallAsync();
        await node.QueryAsync(db => db.Memberships.ExecuteUpdateAsync(set => set.SetProperty(m => m.Handled, ""), Ct));

        (await CallAsync())!.NextCallAt!.Value.ShouldBeGreaterThan(node.Clock.GetUtcNow(), "nothing new, no hurry");

        (await node.QueryAsync(db => db.LostIdentities.CountAsync(l => l.AccountId == account.Id))).ShouldBe(1);
        (await node.MailsTo(account.Email!)).Count.ShouldBe(1);
        await CallAsync();
        _hub.DeletedAccounts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MemberState.Suspended)]
    [InlineData(MemberState.Left)]
    public async Task a_node_that_is_no_member_any_more_does_its_part_too_and_says_so(MemberState state)
    {
        var (account, browser, subject) = await ComesByTheHubAsync();
        (_hub.State, _hub.Reason) = (state, "Because.");
        var ended = new SessionEnd(NewId(), "sid-1", null);
        _hub.EndedSessions.Add(ended);
        var told = Tell(subject);

        (await CallAsync())!.NextCallAt.ShouldBe(node.Clock.GetUtcNow());
        var after = await CallAsync();

        (await browser.WhoAsync()).ShouldBeNull();
        (await node.QueryAsync(db => db.LinkedIdentities.AnyAsync(l => l.AccountId == account.Id))).ShouldBeFalse();
        _hub.StandingCalls[^1].Handled.ShouldBe([ended.Id, told.Id], ignoreOrder: true);
        (after!.NextCallAt is null).ShouldBe(state == MemberState.Left, "who is gone calls no more");
        after.HandledIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task more_than_fit_into_one_answer_arrive_at_one_look_without_waiting_for_the_next_call()
    {
        var (_, browser, _) = await ComesByTheHubAsync("the-last");
        _hub.EndedSessions.AddRange(Enumerable.Range(0, (2 * HubReply.MaxEndedSessions) + 50).Select(i => new SessionEnd(NewId(), $"sid-of-others-{i}", null)));
        _hub.EndedSessions.Add(new SessionEnd(NewId(), "the-last", null));
        node.Clock.Pace = TimeSpan.FromMilliseconds(1);
        using var caller = ActivatorUtilities.CreateInstance<HubCaller>(node.Services);

        var calls = 1;
        for (var isNudged = true; await caller.CallIfDueAsync(isNudged, Ct); isNudged = false)
        {
            calls++;
        }

        calls.ShouldBe(4);
        _hub.EndedSessions.ShouldBeEmpty();
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task a_hub_that_forgets_what_it_was_told_is_not_called_without_a_pause()
    {
        var ended = new SessionEnd(NewId(), "sid-1", null);
        _hub.EndedSessions.Add(ended);
        await CallAsync();
        await CallAsync();
        _hub.EndedSessions.Add(ended);

        (await CallAsync())!.NextCallAt!.Value.ShouldBeGreaterThan(node.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task leaving_that_was_broken_off_is_finished_with_the_next_call(bool isStillTrusted)
    {
        var (_, browser, _) = await ComesByTheHubAsync();
        await node.QueryAsync(async db => await db.Memberships.ExecuteUpdateAsync(set => set.SetProperty(m => m.IsLeaving, true), Ct)
            + (isStillTrusted ? 0 : await db.Issuers.ExecuteDeleteAsync(Ct)));

        (await CallAsync()).ShouldBeNull();

        _hub.HasLeft.ShouldBeTrue();
        (await node.QueryAsync(db => db.Issuers.AnyAsync(Ct))).ShouldBeFalse();
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task leaving_that_was_broken_off_is_finished_by_joining_another_hub()
    {
        var (_, browser, _) = await ComesByTheHubAsync();
        await node.QueryAsync(db => db.Memberships.ExecuteUpdateAsync(set => set.SetProperty(m => m.IsLeaving, true), Ct));

        await node.InScopeAsync(s => s.GetRequiredService<JoinHub>().ExecuteAsync(new FakeHub(node).Address, FakeHub.Token, Ct));

        (await node.QueryAsync(db => db.Issuers.AnyAsync(Ct))).ShouldBeFalse();
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task switching_off_a_hub_that_has_suspended_the_node_signs_out_whoever_came_by_it()
    {
        var (_, browser, _) = await ComesByTheHubAsync();
        _hub.State = MemberState.Suspended;
        await CallAsync();
        (await browser.WhoAsync()).ShouldNotBeNull();

        await node.DoAsync<LimitHub, Issuer?>(v => v.ExecuteAsync(isOn: false, givesAccounts: true, vouchesForAddresses: true, Ct));

        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task a_removed_node_that_nobody_there_knows_any_more_calls_no_more()
    {
        _hub.State = MemberState.Left;
        Tell("somebody");
        await CallAsync();
        _hub.Instead = _ => new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized);

        (await CallAsync())!.NextCallAt.ShouldBeNull();
    }

    private Task<Membership?> CallAsync() => node.InScopeAsync(s => s.GetRequiredService<CallHub>().ExecuteAsync(Ct));

    private AccountEnd Tell(string subject)
    {
        var end = new AccountEnd(NewId(), subject);
        _hub.DeletedAccounts.Add(end);
        return end;
    }

    // A person with an account here, and a browser in which they came by the hub.
    private async Task<(Account Account, PageClient Browser, string Subject)> ComesByTheHubAsync(string sid = "sid-1", bool hasPassword = true)
    {
        var account = await node.Given.Account();
        var browser = await node.BrowserOf(account);
        var (subject, now) = ($"subject-{++_people}", node.Clock.GetUtcNow());
        await node.QueryAsync(async db =>
        {
            db.Add(new LinkedIdentity { Id = NewId(), AccountId = account.Id, IssuerAddress = _hub.Address, Subject = subject, LinkedAt = now });
            var session = await db.Set<AccountSession>().Where(s => s.AccountId == account.Id).Select(s => s.Id).SingleAsync(Ct);
            db.Add(new SignOnSession
            {
                Id = NewId(),
                AccountId = account.Id,
                SessionId = session,
                IssuerAddress = _hub.Address,
                Subject = subject,
                Sid = sid,
                IdToken = "-",
                CreatedAt = now,
            });
            await db.SaveChangesAsync(Ct);
            return hasPassword ? 0 : await db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, (string?)null), Ct);
        });
        return (account, browser, subject);
    }

    private Task<int> NoteAsync(string tokenId, string? sid, string? subject) => node.QueryAsync(db =>
    {
        db.Add(new ReceivedLogout { Id = NewId(), IssuerAddress = _hub.Address, TokenId = tokenId, Sid = sid, Subject = subject, ReceivedAt = node.Clock.GetUtcNow() });
        return db.SaveChangesAsync(Ct);
    });

    private Guid NewId() => Guid.CreateVersion7(node.Clock.GetUtcNow());
}
