using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Federation;

public sealed class HubCallerTests(NodeHost node) : IClassFixture<NodeHost>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HubCaller Caller => ActivatorUtilities.CreateInstance<HubCaller>(node.Services);

    public async ValueTask InitializeAsync()
    {
        await node.QueryAsync(async db => await db.Memberships.ExecuteDeleteAsync(Ct) + await db.Issuers.ExecuteDeleteAsync(Ct));
        node.Services.GetRequiredService<HubAccessTokens>().Forget();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task the_hub_is_called_when_it_is_time_and_not_before()
    {
        var hub = await JoinedAsync();
        await Caller.CallIfDueAsync(isNudged: false, Ct);
        hub.Reports.Count.ShouldBe(1);

        await Caller.CallIfDueAsync(isNudged: false, Ct);
        hub.Reports.Count.ShouldBe(1);

        var due = await node.QueryAsync(db => db.Memberships.Select(m => m.NextCallAt!.Value).SingleAsync(Ct));
        node.Clock.Advance(due - node.Clock.GetUtcNow());
        await Caller.CallIfDueAsync(isNudged: false, Ct);
        hub.Reports.Count.ShouldBe(2);
    }

    [Fact]
    public async Task a_nudge_makes_it_time()
    {
        var hub = await JoinedAsync();
        await Caller.CallIfDueAsync(isNudged: false, Ct);

        await Caller.CallIfDueAsync(isNudged: true, Ct);

        hub.Reports.Count.ShouldBe(2);
    }

    [Fact]
    public async Task without_a_hub_or_once_removed_there_is_nobody_to_call()
    {
        await Caller.CallIfDueAsync(isNudged: true, Ct);

        var hub = await JoinedAsync();
        hub.State = MemberState.Left;
        await Caller.CallIfDueAsync(isNudged: false, Ct);
        await Caller.CallIfDueAsync(isNudged: true, Ct);
        hub.Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task one_call_waits_for_the_other()
    {
        var hub = await JoinedAsync();
        var turn = node.Services.GetRequiredService<HubTurn>();
        await turn.Semaphore.WaitAsync(Ct);

        var calling = Caller.CallIfDueAsync(isNudged: false, Ct);
        hub.Reports.ShouldBeEmpty();
        calling.IsCompleted.ShouldBeFalse();

        turn.Semaphore.Release();
        await calling;
        hub.Reports.Count.ShouldBe(1);
    }

    private async Task<FakeHub> JoinedAsync()
    {
        var hub = new FakeHub(node);
        (await node.InScopeAsync(s => s.GetRequiredService<JoinHub>().ExecuteAsync(hub.Address, FakeHub.Token, Ct))).ShouldBe(new JoinHubOutcome.Applied("alpha"));
        hub.State = MemberState.Active;
        return hub;
    }
}
