using System.Net;
using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Logout;
using Agon.Hub.Tests.Features.SignOn;
using Agon.Hub.Tests.Features.SignOn.Logout;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Nodes;

/// <summary>What ended at the hub and that a node has to hear, whether or not it can be reached and however it stands. Nothing reaches the nodes here but by their own calls.</summary>
public sealed class NewsOfEndsTests : IClassFixture<HubHost>
{
    private readonly HubHost _hub;

    public NewsOfEndsTests(HubHost hub)
    {
        _hub = hub;
        hub.Replace = services => services.AddHttpClient(SendLogout.ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new LogoutSink { Answer = (_, _) => Task.FromResult(HttpStatusCode.ServiceUnavailable) });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task an_ending_that_could_not_be_sent_travels_in_the_answer_until_it_was_handled()
    {
        using var node = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        var (email, _) = await ComesByAsync(node);
        var browser = await _hub.SignedIn(email);

        await (await browser.VisitAsync("/account/sessions")).Form("Sign out everywhere").SendAsync();

        var told = await FakeNode.ReplyAsync(await node.ReportAsync());
        var ended = told.EndedSessions.ShouldHaveSingleItem();
        (await FakeNode.ReplyAsync(await node.ReportAsync())).EndedSessions.ShouldBe([ended]);
        (await FakeNode.ReplyAsync(await node.ReportAsync(node.Report with { Handled = [ended.Id] }))).EndedSessions.ShouldBeEmpty();
        (await FakeNode.ReplyAsync(await node.ReportAsync())).EndedSessions.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_deleted_account_is_told_to_the_node_that_knew_the_person_until_it_was_handled_and_to_nobody_else()
    {
        using var node = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        using var bystander = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        var (email, subject) = await ComesByAsync(node);
        await ComesByAsync(bystander);

        await DeleteAsync(email);

        var deleted = (await FakeNode.ReplyAsync(await node.ReportAsync())).DeletedAccounts.ShouldHaveSingleItem();
        deleted.Sub.ShouldBe(subject);
        (await FakeNode.ReplyAsync(await bystander.ReportAsync(bystander.Report with { Handled = [deleted.Id] }))).DeletedAccounts.ShouldBeEmpty();
        (await FakeNode.ReplyAsync(await node.ReportAsync())).DeletedAccounts.ShouldBe([deleted]);
        (await FakeNode.ReplyAsync(await node.ReportAsync(node.Report with { Handled = [deleted.Id] }))).DeletedAccounts.ShouldBeEmpty();
        (await _hub.QueryAsync(db => db.DeletedSubjects.AnyAsync(d => d.Sector == node.Address, Ct))).ShouldBeFalse("what was told is of no use any more");
    }

    [Fact]
    public async Task a_node_whose_people_are_known_by_its_own_name_only_is_told_too()
    {
        using var node = new FakeNode(_hub, "http://127.0.0.1:5399");
        await node.EnrolAsync();
        await node.DecideAsync(MemberAct.Approve);
        var (email, subject) = await ComesByAsync(node);

        await DeleteAsync(email);

        (await FakeNode.ReplyAsync(await node.ReportAsync())).DeletedAccounts.ShouldHaveSingleItem().Sub.ShouldBe(subject);
    }

    [Fact]
    public async Task a_suspended_node_gets_no_token_and_hears_of_ends_and_says_so()
    {
        using var node = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        var (email, _) = await ComesByAsync(node);
        await node.DecideAsync(MemberAct.Suspend);

        await DeleteAsync(email);

        var reply = await FakeNode.ReplyAsync(await node.StandingAsync());
        reply.State.ShouldBe(MemberState.Suspended);
        Guid[] ids = [reply.EndedSessions.ShouldHaveSingleItem().Id, reply.DeletedAccounts.ShouldHaveSingleItem().Id];
        var after = await FakeNode.ReplyAsync(await node.StandingAsync(new StandingCall { Handled = ids }));
        (after.EndedSessions.Count, after.DeletedAccounts.Count).ShouldBe((0, 0));
        (await node.IsClientEnabledAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task a_removed_node_hears_of_deleted_accounts_too()
    {
        using var node = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        var (email, _) = await ComesByAsync(node);
        await node.DecideAsync(MemberAct.Remove);

        await DeleteAsync(email);

        var reply = await FakeNode.ReplyAsync(await node.StandingAsync());
        (reply.State, reply.DeletedAccounts.Count).ShouldBe((MemberState.Left, 1));
    }

    [Fact]
    public async Task whoever_applies_with_the_address_of_a_node_that_left_hears_of_nobody_before_a_curator_approved()
    {
        using var node = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        var (email, subject) = await ComesByAsync(node);
        await node.DecideAsync(MemberAct.Remove);
        await DeleteAsync(email);
        using var again = new FakeNode(_hub, node.Address);
        await again.EnrolAsync();

        (await FakeNode.ReplyAsync(await again.StandingAsync())).DeletedAccounts.ShouldBeEmpty();
        await again.DecideAsync(MemberAct.Approve);
        (await FakeNode.ReplyAsync(await again.ReportAsync())).DeletedAccounts.ShouldHaveSingleItem().Sub.ShouldBe(subject);
    }

    [Fact]
    public async Task more_than_fit_into_one_answer_come_in_the_next_ones()
    {
        using var node = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        const int all = HubReply.MaxEndedSessions + HubReply.MaxDeletedAccounts + 50;
        await AddNewsAsync(node, all);

        var (sessions, accounts, calls, reply) = (0, 0, 0, await FakeNode.ReplyAsync(await node.ReportAsync()));
        while (reply.EndedSessions.Count + reply.DeletedAccounts.Count > 0)
        {
            (sessions, accounts, calls) = (sessions + reply.EndedSessions.Count, accounts + reply.DeletedAccounts.Count, calls + 1);
            Guid[] handled = [.. reply.EndedSessions.Select(s => s.Id), .. reply.DeletedAccounts.Select(a => a.Id)];
            reply = await FakeNode.ReplyAsync(await node.ReportAsync(node.Report with { Handled = handled }));
        }

        (sessions, accounts, calls).ShouldBe((all, all, 3));
    }

    [Fact]
    public async Task a_fullest_answer_fits_into_what_a_node_reads()
    {
        using var node = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        await AddNewsAsync(node, HubReply.MaxEndedSessions);

        (await (await node.ReportAsync()).Content.ReadAsByteArrayAsync(Ct)).Length.ShouldBeLessThan(EnrolmentJson.MaxBytes);
    }

    [Theory]
    [InlineData("rubbish", HttpStatusCode.BadRequest)]
    [InlineData("""{"handled":["x"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"handled":null}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    public async Task a_question_for_the_standing_is_a_question_or_empty(string body, HttpStatusCode status)
    {
        using var node = await FakeNode.EnrolledAsync(_hub);

        (await node.PostAsync(FederationPaths.Standing, node.CallToken(), body)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task nobody_says_of_more_than_500_at_once_that_they_are_handled()
    {
        using var node = await FakeNode.EnrolledAsync(_hub);
        var call = new StandingCall { Handled = new Guid[NodeReport.MaxHandled + 1] };

        (await FakeNode.ProblemAsync(await node.StandingAsync(call))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task news_of_a_deleted_account_does_not_wait_for_ever()
    {
        using var node = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        await AddNewsAsync(node, 1, DeletedSubject.Kept + TimeSpan.FromMinutes(1));

        await _hub.InScopeAsync(s => s.GetRequiredService<DeleteDueAccounts>().ExecuteAsync(Ct));

        (await FakeNode.ReplyAsync(await node.ReportAsync())).DeletedAccounts.ShouldBeEmpty();
    }

    // What a sign-in at the node leaves behind.
    private async Task<(string Email, string Subject)> ComesByAsync(FakeNode node)
    {
        var email = await _hub.Account();
        await _hub.SignedIn(email);
        var session = (await SignOnStage.SessionsAsync(_hub, email)).Single();
        var client = await _hub.QueryAsync(db => db.Clients.SingleAsync(c => c.ClientId == node.Answer.ClientId, Ct));
        return (email, await SignOnStage.GiveAsync(_hub, session, client));
    }

    private Task DeleteAsync(string email) => _hub.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<Agon.Hub.Data.HubDb>();
        var (id, now) = (await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Ct), _hub.Clock.GetUtcNow());
        db.Add(new PlannedDeletion { AccountId = id, AskedAt = now, DueAt = now });
        await db.SaveChangesAsync(Ct);
        return await services.GetRequiredService<DeleteDueAccounts>().ExecuteAsync(Ct);
    });

    private Task<int> AddNewsAsync(FakeNode node, int count, TimeSpan age = default) => _hub.QueryAsync(db =>
    {
        var now = _hub.Clock.GetUtcNow() - age;
        foreach (var i in Enumerable.Range(0, count))
        {
            var subject = $"{i:d22}";
            db.Add(new DeletedSubject { Id = Guid.CreateVersion7(now), Sector = node.Address, Subject = subject, DeletedAt = now });
            db.Add(new LogoutDelivery
            {
                Id = Guid.CreateVersion7(now),
                ClientId = node.Answer.ClientId,
                SessionId = subject.PadLeft(AccountSession.IdMaxLength, '0'),
                Subject = subject,
                EndedAt = now,
            });
        }

        return db.SaveChangesAsync(Ct);
    });
}
