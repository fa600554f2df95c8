using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Federation;
using Agon.Node.Features.SignOn.Issuers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Administration;

public sealed class HubFindingTests(NodeHost node) : IClassFixture<NodeHost>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await node.QueryAsync(async db => await db.Memberships.ExecuteDeleteAsync(Ct) + await db.Issuers.ExecuteDeleteAsync(Ct));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task without_a_hub_the_desk_says_what_one_would_be_good_for_once_something_is_published()
    {
        var before = await FindingAsync();
        (before.Grade, before.Link!.Href).ShouldBe((DeskGrade.Good, NodeLinks.Administration.Hub));

        await node.Given.Competition();

        (await FindingAsync()).Sentence.ShouldContain("1 published competition can be found here only");
        (await (await node.BrowserOf(await node.Given.Account(isOperator: true))).VisitAsync(NodeLinks.Administration.Desk)).ShouldSay("This node belongs to no hub");
    }

    [Theory]
    [InlineData(MemberState.Applied, null, "Watch", "The Hub has this node's application; a curator there decides.")]
    [InlineData(MemberState.Active, null, "Good", "People sign in by The Hub, which answered 5.0 s ago.")]
    [InlineData(MemberState.Limited, "Many reports.", "Watch", "The Hub has limited this node: Many reports. People sign in by it")]
    [InlineData(MemberState.Suspended, "Unpatched.", "Failed", "The Hub has suspended this node: Unpatched. Nobody signs in by it.")]
    [InlineData(MemberState.Left, null, "Watch", "The Hub has removed this node. Join again")]
    public async Task it_says_how_the_node_stands_and_what_to_do(MemberState state, string? reason, string grade, string words)
    {
        await GivenAsync(m => m.Take(Reply(state, reason), node.Clock.GetUtcNow().AddSeconds(-5), 0));

        var finding = await FindingAsync();

        $"{finding.Grade}".ShouldBe(grade);
        finding.Sentence.ShouldStartWith(words);
    }

    [Theory]
    [InlineData(MemberState.Active, "You have switched signing in by The Hub off. It answered 0.0 s ago.")]
    [InlineData(MemberState.Limited, "The Hub has limited this node. You have switched signing in by it off, and it does not list this node.")]
    public async Task it_says_that_the_operator_switched_the_hub_off(MemberState state, string words)
    {
        await GivenAsync(m => m.Take(Reply(state, null), node.Clock.GetUtcNow(), 0));
        await node.InScopeAsync(async s =>
        {
            await s.GetRequiredService<TrustHub>().ExecuteAsync("https://hub.example", "The Hub", "node-1", isEnabled: true, Ct);
            return await s.GetRequiredService<LimitHub>().ExecuteAsync(isOn: false, givesAccounts: true, vouchesForAddresses: true, Ct);
        });

        (await FindingAsync()).Sentence.ShouldBe(words);
    }

    [Fact]
    public async Task calls_in_vain_are_said_and_after_some_they_matter()
    {
        await GivenAsync(m => m.Fail("The hub can't be reached.", node.Clock.GetUtcNow(), 0));
        (await FindingAsync()).Grade.ShouldBe(DeskGrade.Watch);

        await node.QueryAsync(async db =>
        {
            var membership = await db.Memberships.SingleAsync(Ct);
            membership.Fail("The hub can't be reached.", node.Clock.GetUtcNow(), 0);
            membership.Fail("The hub can't be reached.", node.Clock.GetUtcNow(), 0);
            return await db.SaveChangesAsync(Ct);
        });

        var finding = await FindingAsync();
        finding.Grade.ShouldBe(DeskGrade.Failed);
        finding.Sentence.ShouldBe("The Hub was called 0.0 s ago in vain: The hub can't be reached. The node calls again by itself; local accounts sign in meanwhile.");
    }

    private Task<int> GivenAsync(Action<Membership> change) => node.QueryAsync(db =>
    {
        var membership = new Membership
        {
            Hub = "https://hub.example",
            HubName = "The Hub",
            ClientId = "node-1",
            Slug = "alpha",
            Challenge = "c",
            State = MemberState.Active,
            CallEverySeconds = 60,
            JoinedAt = node.Clock.GetUtcNow(),
        };
        change(membership);
        db.Add(membership);
        return db.SaveChangesAsync(Ct);
    });

    private static HubReply Reply(MemberState state, string? reason) => new() { State = state, Reason = reason, HubName = "The Hub", Challenge = "c", CallEverySeconds = 60 };

    private Task<DeskFinding> FindingAsync() => node.InScopeAsync(s => s.GetRequiredService<ReadHubFinding>().ExecuteAsync(Ct));
}
