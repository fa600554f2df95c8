using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn;

public sealed class SweepTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HubHost _hub = QuietHub.Of(hub);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_is_of_no_use_any_more_goes_and_what_somebody_may_still_use_stays()
    {
        var node = await TestClient.NodeAsync(_hub);
        var email = await _hub.Account();
        var browser = await _hub.SignedIn(email);
        var offline = (await node.RedeemAsync(await node.CodeAsync(browser, ("scope", "openid offline_access")))).ShouldBeGood();
        await node.CodeAsync(browser);
        await (await browser.VisitAsync("/")).Form("Sign out").SendAsync();
        await node.CodeAsync(await _hub.SignedIn(email));
        _hub.Clock.Advance(TimeSpan.FromDays(2));

        await SweepAsync();

        (await _hub.QueryAsync(db => db.UsedAssertions.CountAsync(Ct))).ShouldBe(0);
        (await _hub.QueryAsync(db => db.AuthorizationCodes.CountAsync(Ct))).ShouldBe(0);
        // The one with a refresh token, and the one of the session that goes on.
        (await _hub.QueryAsync(db => db.Grants.CountAsync(Ct))).ShouldBe(2);
        (await node.RefreshAsync(offline["refresh_token"])).ShouldBeGood();

        _hub.Clock.Advance(SignOnRules.RefreshToken + TimeSpan.FromDays(2));
        await SweepAsync();
        (await _hub.QueryAsync(db => db.RefreshTokens.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task what_strangers_can_pile_up_goes_soon()
    {
        var client = await TestClient.PublicAsync(_hub);
        await client.PostAsync("/connect/par", [.. client.Request().Select(p => (p.Key, (string?)p.Value))]);
        await _hub.InScopeAsync(s => s.GetRequiredService<MakeRegistrationToken>().ExecuteAsync(null, Ct));
        (await _hub.QueryAsync(db => db.PushedRequests.CountAsync(Ct))).ShouldBe(1);

        _hub.Clock.Advance(SignOnRules.PushedRequest + TimeSpan.FromMinutes(11));
        await SweepAsync();
        (await _hub.QueryAsync(db => db.PushedRequests.CountAsync(Ct))).ShouldBe(0);
        (await _hub.QueryAsync(db => db.RegistrationTokens.CountAsync(Ct))).ShouldBe(1);

        _hub.Clock.Advance(SignOnRules.RegistrationToken + TimeSpan.FromDays(1));
        await SweepAsync();
        (await _hub.QueryAsync(db => db.RegistrationTokens.CountAsync(Ct))).ShouldBe(0);
    }

    private Task<int> SweepAsync() => _hub.InScopeAsync(async s =>
    {
        await s.GetRequiredService<SweepSignOn>().ExecuteAsync(Ct);
        return 0;
    });
}
