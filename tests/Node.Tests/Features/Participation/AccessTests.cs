using System.Net;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Participation;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Participation;

/// <summary>Organizers, addresses that need no approval, and the link to a draft.</summary>
public sealed class AccessTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task another_organizer_may_do_all_until_it_is_taken_back()
    {
        var (organizer, competition) = await Organized();
        var other = await node.Given.Account("Oda Other");
        var desk = $"/competitions/{competition.Slug}/manage";
        var browser = await node.BrowserOf(other);
        (await browser.VisitAsync(desk)).Status.ShouldBe(HttpStatusCode.Forbidden);

        var page = await (await Open(competition, organizer)).Form("Make them an organizer").Fill("E-mail address", other.Email!).SendAsync();

        page.ShouldSay("Oda Other organizes this competition too.");
        (await browser.VisitAsync(desk)).Status.ShouldBe(HttpStatusCode.OK);
        (await node.MailsTo(other.Email!)).ShouldHaveSingleItem().ShouldContain("another organizer made you one too.");

        (await page.Form("Remove").SendAsync()).ShouldSay("Oda Other is no organizer any more.");
        (await browser.VisitAsync(desk)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await node.QueryAsync(db => db.Participants.AnyAsync(p => p.CompetitionId == competition.Id && p.AccountId == other.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task a_participant_who_organized_stays_a_participant()
    {
        var (organizer, competition) = await Organized();
        var participant = await node.Given.ParticipantOf(competition, "Pia Participant");
        await node.Given.Submission(competition, participant);
        var page = await (await Open(competition, organizer)).Form("Make them an organizer").Fill("E-mail address", participant.Email!).SendAsync();

        await page.Form("Remove").SendAsync();

        (await node.QueryAsync(db => db.Participants.SingleAsync(p => p.CompetitionId == competition.Id && p.AccountId == participant.Id))).Role.ShouldBe(CompetitionRole.Participant);
    }

    [Fact]
    public async Task who_made_it_can_not_be_removed()
    {
        var (organizer, competition) = await Organized();
        var own = await node.QueryAsync(db => db.Participants.SingleAsync(p => p.CompetitionId == competition.Id && p.AccountId == organizer.Id));

        var outcome = await node.InScopeAsync(async services => await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions
            .GetRequiredService<EditOrganizers>(services).RemoveAsync(competition, own.Id, CancellationToken.None));

        outcome.ShouldBeOfType<OrganizerOutcome.MadeIt>();
        (await Open(competition, organizer)).Document.QuerySelectorAll("button").ShouldNotContain(b => b.TextContent == "Remove");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task an_address_nobody_has_confirmed_is_refused_and_kept_in_the_form(bool hasAccount)
    {
        var (organizer, competition) = await Organized();
        var email = hasAccount ? (await node.Given.Account()).Email! : "nobody@example.org";
        await node.QueryAsync(db => db.Users.Where(u => u.Email == email).ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailConfirmed, false)));

        var page = await (await Open(competition, organizer)).Form("Make them an organizer").Fill("E-mail address", email).SendAsync();

        page.ShouldSay("Error: Nobody here has this address, or has confirmed it.");
        page.Document.QuerySelector("#Email")!.GetAttribute("value").ShouldBe(email);
    }

    [Fact]
    public async Task who_joins_with_an_address_that_needs_no_approval_takes_part_at_once()
    {
        var (organizer, competition) = await Organized(isAutoApproved: false);
        var (expected, other) = (await node.Given.Account(), await node.Given.Account());

        (await (await Open(competition, organizer)).Form("Save the addresses").Fill("E-mail addresses", $"{expected.Email!.ToUpperInvariant()}\nsomeone@example.org").SendAsync())
            .ShouldSay("The addresses are saved");

        (await Joined(competition, expected)).State.ShouldBe(ParticipantState.Approved);
        (await Joined(competition, other)).State.ShouldBe(ParticipantState.Pending);
    }

    [Fact]
    public async Task lines_that_are_no_addresses_are_named_and_nothing_is_lost()
    {
        var (organizer, competition) = await Organized();

        var page = await (await Open(competition, organizer)).Form("Save the addresses").Fill("E-mail addresses", "a@example.org\nnot one").SendAsync();

        page.ShouldSay("Error: These are no e-mail addresses: “not one”.");
        page.Document.QuerySelector("textarea")!.TextContent.ShouldContain("a@example.org");
        (await Stored(competition)).LetInAddresses.ShouldBeEmpty();
    }

    [Fact]
    public async Task by_the_link_a_draft_is_seen_joined_and_submitted_to_until_the_link_is_taken_back()
    {
        var (organizer, competition) = await Organized(isPublished: false);
        var page = await (await Open(competition, organizer)).Form("Make a link").SendAsync();
        var link = new Uri(page.Document.QuerySelector("a[href*='/drafts/']")!.GetAttribute("href")!).AbsolutePath;
        var address = $"/competitions/{competition.Slug}";
        var guest = await node.Given.Account();
        var browser = await node.BrowserOf(guest);

        (await browser.VisitAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.VisitAsync(link)).ShouldSay(competition.Title);
        var join = await browser.VisitAsync($"{address}/join");
        (await join.Form("Take part").Check("I have read these rules and accept them").SendAsync()).ShouldSay("You take part.");
        (await node.Given.Sent(competition, guest)).ShouldBeOfType<ReceiveSubmissionOutcome.Received>();
        (await browser.VisitAsync("/competitions")).ShouldNotSay(competition.Title);

        await page.Form("Take the link back").SendAsync();

        (await browser.VisitAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.VisitAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await node.Given.Sent(competition, guest)).ShouldBeOfType<ReceiveSubmissionOutcome.Refused>().Failure.ShouldBeOfType<SubmissionFailure.NotPublished>();
    }

    [Fact]
    public async Task a_link_to_the_draft_does_not_come_back_with_the_draft()
    {
        var (organizer, competition) = await Organized(isPublished: false);
        var page = await (await Open(competition, organizer)).Form("Make a link").SendAsync();
        var link = new Uri(page.Document.QuerySelector("a[href*='/drafts/']")!.GetAttribute("href")!).AbsolutePath;
        var desk = await node.BrowserOf(organizer);

        (await (await desk.VisitAsync($"/competitions/{competition.Slug}/manage/publish")).Form("Publish").SendAsync()).Status.ShouldBe(HttpStatusCode.OK);
        (await (await desk.VisitAsync($"/competitions/{competition.Slug}/manage/publish")).Form("Unpublish").SendAsync()).Status.ShouldBe(HttpStatusCode.OK);

        (await node.Browser().VisitAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task another_link_ends_the_old_one_for_those_who_only_looked()
    {
        var (organizer, competition) = await Organized(isPublished: false);
        var page = await (await Open(competition, organizer)).Form("Make a link").SendAsync();
        var browser = node.Browser();
        await browser.VisitAsync(new Uri(page.Document.QuerySelector("a[href*='/drafts/']")!.GetAttribute("href")!).AbsolutePath);
        var address = $"/competitions/{competition.Slug}";
        (await browser.VisitAsync(address)).Status.ShouldBe(HttpStatusCode.OK);

        await page.Form("Make another, so that this one leads nowhere").SendAsync();

        (await browser.VisitAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(Account Organizer, Competition Competition)> Organized(bool isPublished = true, bool isAutoApproved = true)
    {
        var organizer = await node.Given.Account("Olga Organizer");
        return (organizer, await node.Given.Competition(organizer, isPublished, isAutoApproved));
    }

    private async Task<Testing.Page> Open(Competition competition, Account organizer) =>
        await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/access");

    private async Task<Participant> Joined(Competition competition, Account account)
    {
        var form = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/join");
        await form.Form("Take part").Check("I have read these rules and accept them").SendAsync();
        return await node.QueryAsync(db => db.Participants.SingleAsync(p => p.CompetitionId == competition.Id && p.AccountId == account.Id));
    }

    private Task<Competition> Stored(Competition competition) => node.QueryAsync(db => db.Competitions.AsNoTracking().SingleAsync(c => c.Id == competition.Id));
}
