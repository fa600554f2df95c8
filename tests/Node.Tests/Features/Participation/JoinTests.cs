using System.Net;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Participation;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Participation;

public sealed class JoinTests(NodeHost node) : IClassFixture<NodeHost>
{
    private const string Accept = "I have read these rules and accept them";

    [Fact]
    public async Task who_accepts_the_rules_takes_part_at_once_and_it_is_recorded()
    {
        var (page, competition, account) = await Open();

        var joined = await page.Form("Take part").Check(Accept).SendAsync();

        joined.ShouldSay("You take part. Good luck!");
        var participant = await Stored(competition, account);
        (participant!.State, participant.Role).ShouldBe((ParticipantState.Approved, CompetitionRole.Participant));
        participant.TermsAcceptedAt.ShouldBe(node.Clock.GetUtcNow());
        participant.TermsSha256.ShouldBe(JoinCompetition.DigestOf(competition.Terms));
    }

    [Fact]
    public async Task where_an_organizer_decides_it_waits()
    {
        var (page, competition, account) = await Open(isAutoApproved: false);

        var waiting = await page.Form("Take part").Check(Accept).SendAsync();

        waiting.ShouldSay("Your request waits for an organizer.");
        waiting.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        (await Stored(competition, account))!.State.ShouldBe(ParticipantState.Pending);
    }

    [Fact]
    public async Task without_the_tick_nobody_joins()
    {
        var (page, competition, account) = await Open();

        var again = await page.Form("Take part").SendAsync();

        again.Status.ShouldBe(HttpStatusCode.OK);
        again.ShouldSay($"Error: {ParticipationMessages.TermsNotAccepted}");
        (await Stored(competition, account)).ShouldBeNull();
    }

    [Fact]
    public async Task rules_that_changed_meanwhile_are_read_again()
    {
        var (page, competition, account) = await Open();
        await node.QueryAsync(db => db.Competitions.Where(c => c.Id == competition.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Terms, "Be kind.")));

        var again = await page.Form("Take part").Check(Accept).SendAsync();

        again.ShouldSay(ParticipationMessages.TermsChanged);
        again.ShouldSay("Be kind.");
        (await Stored(competition, account)).ShouldBeNull();
        (await again.Form("Take part").Check(Accept).SendAsync()).ShouldSay("You take part.");
    }

    [Fact]
    public async Task an_address_must_be_confirmed_first()
    {
        var (page, competition, account) = await Open();
        await node.QueryAsync(db => db.Users.Where(u => u.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailConfirmed, false)));

        (await page.Form("Take part").Check(Accept).SendAsync()).ShouldSay(ParticipationMessages.AddressNotConfirmed);
        (await Stored(competition, account)).ShouldBeNull();
    }

    [Fact]
    public async Task joining_twice_changes_nothing()
    {
        var (page, competition, account) = await Open();
        await page.Form("Take part").Check(Accept).SendAsync();
        var first = await Stored(competition, account);
        node.Clock.Advance(TimeSpan.FromMinutes(1));

        (await page.Form("Take part").Check(Accept).SendAsync()).ShouldSay("You take part.");

        (await Stored(competition, account))!.TermsAcceptedAt.ShouldBe(first!.TermsAcceptedAt);
    }

    [Fact]
    public async Task who_was_denied_can_not_ask_again()
    {
        var (page, competition, account) = await Open();
        await node.Given.Participant(competition, account, state: ParticipantState.Denied);

        (await page.Form("Take part").Check(Accept).SendAsync()).ShouldSay(ParticipationMessages.StateIs(ParticipantState.Denied));
        (await Stored(competition, account))!.State.ShouldBe(ParticipantState.Denied);
    }

    [Fact]
    public async Task nobody_joins_when_every_phase_is_over()
    {
        var (page, competition, account) = await Open();
        await node.QueryAsync(db => db.Phases.Where(p => p.CompetitionId == competition.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.EndsAt, node.Clock.GetUtcNow())));

        (await page.Form("Take part").Check(Accept).SendAsync()).ShouldSay(ParticipationMessages.Closed);
        (await Stored(competition, account)).ShouldBeNull();
    }

    [Fact]
    public async Task two_requests_at_once_make_one_participant()
    {
        var (page, competition, account) = await Open();
        var form = page.Form("Take part").Check(Accept);

        var both = await Task.WhenAll(form.SendAsync(), form.SendAsync());

        both.ShouldAllBe(p => p.Status == HttpStatusCode.OK);
        (await node.QueryAsync(db => db.Participants.CountAsync(p => p.CompetitionId == competition.Id && p.AccountId == account.Id))).ShouldBe(1);
    }

    private async Task<(Page Page, Competition Competition, Account Account)> Open(bool isAutoApproved = true)
    {
        var competition = await node.Given.Competition(isAutoApproved: isAutoApproved);
        var account = await node.Given.Account();
        return (await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/join"), competition, account);
    }

    private Task<Participant?> Stored(Competition competition, Account account) =>
        node.QueryAsync(db => db.Participants.SingleOrDefaultAsync(p => p.CompetitionId == competition.Id && p.AccountId == account.Id));
}
