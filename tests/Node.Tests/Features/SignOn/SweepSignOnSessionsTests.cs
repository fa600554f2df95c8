using Agon.Node.Features.SignOn.Sessions;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.SignOn;

public sealed class SweepSignOnSessionsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_a_session_began_with_is_forgotten_some_time_after_the_session()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        await world.VisitAsync();
        await SweepAsync();
        var before = await CountAsync(world);
        before.ShouldBeGreaterThan(0);

        await node.QueryAsync(db => db.Set<AccountSession>().ExecuteDeleteAsync(Ct));
        await SweepAsync();
        (await CountAsync(world)).ShouldBe(before);

        node.Clock.Advance(AccountRules.SignedIn + TimeSpan.FromSeconds(1));
        await SweepAsync();
        (await CountAsync(world)).ShouldBe(0);
    }

    private Task<int> CountAsync(SignOnWorld world) => node.QueryAsync(db => db.SignOnSessions.CountAsync(s => s.IssuerAddress == world.Issuer.Address, Ct));

    private Task<int> SweepAsync() => node.DoAsync<SweepSignOnSessions, int>(async sweep =>
    {
        await sweep.RoundAsync(Ct);
        return 0;
    });
}
