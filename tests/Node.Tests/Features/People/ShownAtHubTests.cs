using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Federation;
using Agon.Node.Features.People;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Tests.Features.Federation;
using Agon.Node.Tests.Features.Feed;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.People;

/// <summary>Each test on a node of its own: the feed is one, and so is the hub.</summary>
public sealed class ShownAtHubTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();
    private FakeHub _hub = null!;
    private Competition _competition = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _node.InitializeAsync();
        _hub = await _node.JoinedHubAsync();
        _competition = await _node.PublishedAsync();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task nobody_is_told_by_name_unless_they_agreed()
    {
        var person = await LinkedAsync("Ada");
        await _node.Given.Scored(_competition, person);

        Told(await _node.FeedAsync()).ShouldBe((null, null));
    }

    [Fact]
    public async Task who_agrees_on_their_page_is_told_by_name_and_taken_back_with_the_next_delivery()
    {
        var person = await LinkedAsync("Ada");
        await _node.Given.Scored(_competition, person);
        var before = (await _node.FeedAsync()).Only(RecordKinds.Entry);
        var browser = await _node.BrowserOf(person);

        var page = await (await browser.VisitAsync(NodeLinks.Accounts.ShownAtHub)).Form("Show my name at the hub").SendAsync();

        page.ShouldSay("is told that you are Ada");
        var named = (await _node.FeedAsync()).Only(RecordKinds.Entry);
        (named.Entry().Subject, named.Entry().Name, named.Sequence > before.Sequence, named.Signature == before.Signature).ShouldBe(("sub-of-Ada", "Ada", true, false));
        await _node.DeliverAsync();

        page = await page.Form("Take it back").SendAsync();

        page.ShouldSay("The hub is told no name.");
        Told(await _node.FeedAsync()).ShouldBe((null, null));
        await _node.DeliverAsync();
        _hub.Batches[^1].Records.ShouldHaveSingleItem().Text.ShouldNotContain("Ada");
    }

    [Fact]
    public async Task another_name_is_told_and_that_of_others_stays_as_it_is()
    {
        var (person, other) = (await ShownAsync("Ada"), await ShownAsync("Bea"));
        var bystander = (await _node.FeedAsync()).Single(f => f.Kind == RecordKinds.Entry && f.Entry().Name == "Bea");

        await _node.QueryAsync(async db =>
        {
            (await db.Users.SingleAsync(a => a.Id == person.Id, Ct)).DisplayName = "Countess";
            return await db.SaveChangesAsync(Ct);
        });

        var feed = await _node.FeedAsync();
        feed.Where(f => f.Kind == RecordKinds.Entry).Select(f => f.Entry().Name).ShouldBe(["Countess", "Bea"], ignoreOrder: true);
        feed.Single(f => f.Key == bystander.Key).Sequence.ShouldBe(bystander.Sequence);
        other.DisplayName.ShouldBe("Bea");
    }

    [Fact]
    public async Task an_entry_that_comes_later_is_told_by_name_too()
    {
        var person = await LinkedAsync("Ada");
        (await ChooseAsync(person)).ShouldBe(ShownOutcome.Saved);
        await _node.Given.Scored(_competition, person);

        Told(await _node.FeedAsync()).ShouldBe(("sub-of-Ada", "Ada"));
    }

    [Fact]
    public async Task without_the_link_the_agreement_is_gone_and_does_not_come_back_with_it()
    {
        var person = await ShownAsync("Ada");
        await _node.FeedAsync();
        var link = await _node.QueryAsync(db => db.LinkedIdentities.SingleAsync(l => l.AccountId == person.Id, Ct));

        (await _node.DoAsync<RemoveIdentity, object>(async v => (object?)await v.ExecuteAsync(person.Id, link.Id, null, Ct) ?? "removed")).ShouldBe("removed");

        Told(await _node.FeedAsync()).ShouldBe((null, null));
        await LinkAsync(person, "Ada");
        Told(await _node.FeedAsync()).ShouldBe((null, null));
    }

    [Fact]
    public async Task whose_account_at_the_hub_is_deleted_is_told_by_no_name()
    {
        await ShownAsync("Ada");
        await _node.FeedAsync();

        await _node.DoAsync<LoseIdentity, object>(async v => await v.ExecuteAsync(_hub.Address, "sub-of-Ada", "news", Ct));

        Told(await _node.FeedAsync()).ShouldBe((null, null));
        (await _node.QueryAsync(db => db.ShownAtHubs.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task agreeing_to_one_hub_says_nothing_about_the_next()
    {
        await ShownAsync("Ada");
        await _node.FeedAsync();

        await _node.QueryAsync(db => db.Memberships.ExecuteDeleteAsync(Ct));
        await _node.QueryAsync(async db =>
        {
            db.Memberships.Add(new Membership
            {
                Hub = "https://other.example",
                HubName = "Other",
                ClientId = "c",
                Slug = "s",
                Challenge = "x",
                CallEverySeconds = 60,
                State = Agon.Federation.Contracts.Enrolment.MemberState.Applied,
                JoinedAt = _node.Clock.GetUtcNow(),
            });
            return await db.SaveChangesAsync(Ct);
        });

        Told(await _node.FeedAsync()).ShouldBe((null, null));
    }

    [Fact]
    public async Task who_is_not_linked_or_has_no_hub_can_not_agree()
    {
        var stranger = await _node.Given.Account("Cem");
        (await ChooseAsync(stranger)).ShouldBe(ShownOutcome.NotLinked);
        (await (await _node.BrowserOf(stranger)).VisitAsync(NodeLinks.Accounts.ShownAtHub)).ShouldSay(PeopleMessages.NotLinked);

        var person = await ShownAsync("Ada");
        await _node.QueryAsync(db => db.Memberships.ExecuteDeleteAsync(Ct));
        (await ChooseAsync(stranger)).ShouldBe(ShownOutcome.NoHub);
        PeopleMessages.Sentence(ShownOutcome.NoHub, true).ShouldBe(PeopleMessages.NoHub);
        var page = await (await _node.BrowserOf(person)).VisitAsync(NodeLinks.Accounts.ShownAtHub);
        (await page.Form("Take it back").SendAsync()).ShouldSay(PeopleMessages.NoHub);
        (await _node.QueryAsync(db => db.ShownAtHubs.CountAsync(Ct))).ShouldBe(0);
    }

    private static (string? Subject, string? Name) Told(IEnumerable<Agon.Node.Features.Feed.ToldFact> feed) =>
        feed.Only(RecordKinds.Entry).Entry() is var entry ? (entry.Subject, entry.Name) : default;

    private Task<ShownOutcome> ChooseAsync(Account person, bool isShown = true) => _node.DoAsync<ChooseToBeShown, ShownOutcome>(v => v.ExecuteAsync(person.Id, isShown, Ct));

    // Linked, agreed, and with an entry.
    private async Task<Account> ShownAsync(string name)
    {
        var person = await LinkedAsync(name);
        (await ChooseAsync(person)).ShouldBe(ShownOutcome.Saved);
        await _node.Given.Scored(_competition, person);
        return person;
    }

    private async Task<Account> LinkedAsync(string name)
    {
        var person = await _node.Given.ParticipantOf(_competition, name);
        await LinkAsync(person, name);
        return person;
    }

    private Task<int> LinkAsync(Account person, string name) => _node.QueryAsync(db =>
    {
        var now = _node.Clock.GetUtcNow();
        db.LinkedIdentities.Add(new LinkedIdentity { Id = Guid.CreateVersion7(now), AccountId = person.Id, IssuerAddress = _hub.Address, Subject = $"sub-of-{name}", LinkedAt = now });
        return db.SaveChangesAsync(Ct);
    });
}
