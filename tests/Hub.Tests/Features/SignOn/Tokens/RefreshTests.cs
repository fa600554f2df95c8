using System.Net;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Tokens;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Account = Agon.Portal.Accounts.Account;

namespace Agon.Hub.Tests.Features.SignOn.Tokens;

public sealed class RefreshTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HubHost _hub = QuietHub.Of(hub);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task each_answer_holds_the_next_token()
    {
        var (node, tokens, _) = await GivenAsync();
        _hub.Clock.Advance(TimeSpan.FromHours(1));

        var next = (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeGood();
        var last = (await node.RefreshAsync(next["refresh_token"])).ShouldBeGood();

        last["refresh_token"].ShouldNotBe(next["refresh_token"]);
        var id = await node.VerifyAsync(last["id_token"], "JWT", node.Id);
        id.GetProperty("sub").GetString().ShouldBe((await node.UserInfoAsync(last["access_token"]))["sub"]);
        id.TryGetProperty("nonce", out _).ShouldBeFalse();
    }

    [Fact]
    [Refuses(SignOnRefusal.RefreshTokenReused)]
    public async Task a_token_used_twice_ends_the_whole_family()
    {
        var (node, tokens, _) = await GivenAsync();
        var next = (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeGood();

        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.RefreshTokenReused);

        (await node.RefreshAsync(next["refresh_token"])).ShouldBeRefused(SignOnRefusal.GrantRevoked);
        (await node.UserInfoAsync(next["access_token"])).ShouldBeRefused(SignOnRefusal.AccessTokenRevoked);
    }

    [Fact]
    public async Task of_those_who_use_it_together_one_at_most_gets_tokens_and_they_are_revoked()
    {
        var (node, tokens, _) = await GivenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => node.RefreshAsync(tokens["refresh_token"])));

        var good = answers.Where(a => a.Status == HttpStatusCode.OK).ToList();
        good.Count.ShouldBeLessThanOrEqualTo(1);
        foreach (var answer in good)
        {
            (await node.RefreshAsync(answer["refresh_token"])).ShouldBeRefused(SignOnRefusal.GrantRevoked);
        }
    }

    [Fact]
    [Refuses(SignOnRefusal.RefreshTokenMissing, SignOnRefusal.RefreshTokenUnknown, SignOnRefusal.RefreshTokenOfAnotherClient)]
    public async Task a_token_is_its_clients_only()
    {
        var (node, tokens, _) = await GivenAsync();
        var other = await TestClient.NodeAsync(_hub);

        (await node.TokenAsync(("grant_type", "refresh_token"))).ShouldBeRefused(SignOnRefusal.RefreshTokenMissing);
        (await node.RefreshAsync("made-up")).ShouldBeRefused(SignOnRefusal.RefreshTokenUnknown);
        (await other.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.RefreshTokenOfAnotherClient);
        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeGood();
    }

    [Fact]
    [Refuses(SignOnRefusal.RefreshTokenExpired)]
    public async Task a_token_nobody_uses_expires()
    {
        var (node, tokens, _) = await GivenAsync();
        _hub.Clock.Advance(SignOnRules.RefreshToken);

        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.RefreshTokenExpired);
    }

    [Fact]
    public async Task a_client_does_not_go_on_for_ever()
    {
        var (node, tokens, _) = await GivenAsync();
        var end = _hub.Clock.GetUtcNow() + SignOnRules.Grant;
        while (_hub.Clock.GetUtcNow() + TimeSpan.FromDays(29) < end)
        {
            _hub.Clock.Advance(TimeSpan.FromDays(29));
            tokens = (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeGood();
        }

        _hub.Clock.MoveTo(end);

        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.RefreshTokenExpired);
    }

    [Fact]
    [Refuses(SignOnRefusal.ScopeExceeded)]
    public async Task less_can_be_asked_for_but_not_more()
    {
        var (node, tokens, _) = await GivenAsync();

        (await node.RefreshAsync(tokens["refresh_token"], ("scope", "openid email"))).ShouldBeRefused(SignOnRefusal.ScopeExceeded);
        var less = (await node.RefreshAsync(tokens["refresh_token"], ("scope", "openid"))).ShouldBeGood();

        less["scope"].ShouldBe("openid");
        (await node.UserInfoAsync(less["access_token"])).Has("name").ShouldBeFalse();
        (await node.RefreshAsync(less["refresh_token"])).ShouldBeGood()["scope"].ShouldBe("openid profile offline_access");
    }

    [Fact]
    public async Task guessers_who_lock_an_account_take_nothing_from_its_owner()
    {
        var (node, tokens, email) = await GivenAsync();
        await WithAccountAsync(email, (users, account) => users.SetLockoutEndDateAsync(account, _hub.Clock.GetUtcNow() + AccountRules.Lockout));

        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeGood();
        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeGood();
    }

    [Fact]
    public async Task what_a_curator_took_from_the_client_is_told_no_more()
    {
        var (node, tokens, _) = await GivenAsync();
        await _hub.QueryAsync(async db =>
        {
            var client = await db.Clients.SingleAsync(c => c.ClientId == node.Id);
            client.AllowedScopes = [.. client.AllowedScopes.Except(["profile"])];
            return await db.SaveChangesAsync();
        });

        (await node.UserInfoAsync(tokens["access_token"])).Has("name").ShouldBeFalse();
        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeGood()["scope"].ShouldBe("openid offline_access");
    }

    [Fact]
    [Refuses(SignOnRefusal.GrantRevoked)]
    public async Task a_token_whose_grant_was_revoked_while_its_turn_came_gives_nothing()
    {
        var (node, tokens, _) = await GivenAsync();
        var digest = RandomSecret.Digest(tokens["refresh_token"]);
        var grant = await _hub.QueryAsync(db => db.RefreshTokens.Where(t => t.Digest == digest).Select(t => t.GrantId).SingleAsync());
        await _hub.QueryAsync(db => db.Grants.Where(g => g.Id == grant).ExecuteUpdateAsync(set => set.SetProperty(g => g.RevokedAt, _hub.Clock.GetUtcNow())));

        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.GrantRevoked);
        (await _hub.InScopeAsync(services => services.GetRequiredService<SpendOnce>().ExecuteAsync(grant, SignOnRefusal.RefreshTokenReused, _ => Task.FromResult(1))))
            .ShouldBe(SignOnRefusal.GrantRevoked);
    }

    [Fact]
    public async Task a_deleted_account_leaves_nothing()
    {
        var (node, tokens, email) = await GivenAsync();
        await WithAccountAsync(email, (users, account) => users.DeleteAsync(account));

        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.RefreshTokenUnknown);
        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeRefused(SignOnRefusal.AccessTokenRevoked);
    }

    [Fact]
    [Refuses(SignOnRefusal.GrantEnded)]
    public async Task a_new_password_ends_what_was_given_with_the_old_one()
    {
        var (node, tokens, email) = await GivenAsync();
        await WithAccountAsync(email, (users, account) => users.ChangePasswordAsync(account, HubHost.Password, "another good password"));

        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.GrantEnded);
    }

    [Fact]
    public async Task without_offline_access_nothing_outlives_the_session()
    {
        var node = await TestClient.NodeAsync(_hub);
        var browser = await _hub.SignedIn(await _hub.Account());
        var (used, waiting) = ((await node.RedeemAsync(await node.CodeAsync(browser))).ShouldBeGood(), await node.CodeAsync(browser));

        await (await browser.VisitAsync("/")).Form("Sign out").SendAsync();

        used.Has("refresh_token").ShouldBeFalse();
        (await node.UserInfoAsync(used["access_token"])).ShouldBeRefused(SignOnRefusal.AccessTokenRevoked);
        // Ended, or revoked already by whoever tells the node.
        (await node.RedeemAsync(waiting))["error"].ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task secrets_are_kept_as_digests()
    {
        var (_, tokens, _) = await GivenAsync();

        (await _hub.QueryAsync(db => db.RefreshTokens.Select(t => t.Digest).ToListAsync(Ct))).ShouldNotContain(tokens["refresh_token"]);
    }

    private async Task<(TestClient Node, Answer Tokens, string Email)> GivenAsync()
    {
        var node = await TestClient.NodeAsync(_hub);
        var email = await _hub.Account();
        var code = await node.CodeAsync(await _hub.SignedIn(email), ("scope", "openid profile offline_access"));
        return (node, (await node.RedeemAsync(code)).ShouldBeGood(), email);
    }

    private Task WithAccountAsync(string email, Func<UserManager<Account>, Account, Task<IdentityResult>> change) => _hub.InScopeAsync(async s =>
    {
        var users = s.GetRequiredService<UserManager<Account>>();
        (await change(users, (await users.FindByEmailAsync(email))!)).Succeeded.ShouldBeTrue();
        return 0;
    });
}
