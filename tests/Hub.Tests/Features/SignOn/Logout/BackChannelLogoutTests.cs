using System.Net;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Hub.Features.SignOn.Logout;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn.Logout;

public sealed class BackChannelLogoutTests : IAsyncLifetime
{
    private readonly HubHost _hub = new();
    private readonly LogoutSink _sink = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _hub.Replace = services => services.AddHttpClient(SendLogout.ClientName).ConfigurePrimaryHttpMessageHandler(() => _sink);
        return _hub.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _sink.Dispose();
    }

    [Fact]
    public async Task a_client_is_told_at_once_which_session_of_whom_ended()
    {
        var heard = new TaskCompletionSource();
        _sink.Answer = (_, _) =>
        {
            heard.SetResult();
            return Task.FromResult(HttpStatusCode.OK);
        };
        var (browser, session) = await SignedInAsync();
        var client = await SignOnStage.ClientAsync(_hub, "one");
        var subject = await SignOnStage.GiveAsync(_hub, session, client);

        await (await browser.VisitAsync("/")).Form("Sign out").SendAsync();

        await heard.Task.WaitAsync(Ct);
        var claims = (await ReadAsync(_sink.TokensTo("https://one.example/out").ShouldHaveSingleItem(), client)).Claims;
        claims.GetProperty("sub").GetString().ShouldBe(subject);
        claims.GetProperty("sid").GetString().ShouldBe(ClientSession.IdOf(session.Id, client.ClientId));
        claims.GetProperty("jti").GetString().ShouldNotBeNullOrEmpty();
        claims.GetProperty("events").GetProperty(SendLogout.Event).EnumerateObject().ShouldBeEmpty();
        claims.TryGetProperty("nonce", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task a_client_that_redeems_its_first_code_this_very_moment_is_told_too()
    {
        var (browser, session) = await SignedInAsync();
        var client = await SignOnStage.ClientAsync(_hub, "first");
        await SignOnStage.GiveAsync(_hub, session, client);
        await _hub.QueryAsync(db => db.PairwiseSubjects.ExecuteDeleteAsync(Ct));

        await (await browser.VisitAsync("/")).Form("Sign out").SendAsync();
        await SettleAsync();

        var token = _sink.TokensTo("https://first.example/out").ShouldHaveSingleItem();
        var subject = (await ReadAsync(token, client)).Claims.GetProperty("sub").GetString();
        (await _hub.QueryAsync(db => db.PairwiseSubjects.Select(s => s.Subject).SingleAsync(Ct))).ShouldBe(subject);
    }

    [Fact]
    public async Task signing_out_everywhere_tells_every_client_of_every_session_and_nobody_else()
    {
        var (browser, sessions) = await TwoSessionsAsync();
        var (one, two, bystander) = (await SignOnStage.ClientAsync(_hub, "one"), await SignOnStage.ClientAsync(_hub, "two"), await SignOnStage.ClientAsync(_hub, "three"));
        await SignOnStage.GiveAsync(_hub, sessions[0], one);
        await SignOnStage.GiveAsync(_hub, sessions[0], one);
        await SignOnStage.GiveAsync(_hub, sessions[1], one);
        await SignOnStage.GiveAsync(_hub, sessions[1], two);
        await SignOnStage.GiveAsync(_hub, (await SignedInAsync()).Session, bystander);

        await (await browser.VisitAsync("/account/sessions")).Form("Sign out everywhere").SendAsync();
        await SettleAsync();

        _sink.TokensTo("https://one.example/out").Count.ShouldBe(2);
        _sink.TokensTo("https://two.example/out").Count.ShouldBe(1);
        _sink.TokensTo("https://three.example/out").ShouldBeEmpty();
    }

    [Fact]
    public async Task a_client_that_takes_long_keeps_nobody_waiting()
    {
        var never = new TaskCompletionSource<HttpStatusCode>();
        _sink.Answer = (address, ct) => address.Contains("slow", StringComparison.Ordinal) ? never.Task.WaitAsync(ct) : Task.FromResult(HttpStatusCode.OK);
        var (slow, quick) = (await SignOnStage.ClientAsync(_hub, "slow"), await SignOnStage.ClientAsync(_hub, "quick"));
        await EndAsync(slow);
        await EndAsync(quick);

        await UntilAsync(() => _sink.TokensTo("https://quick.example/out").Count == 1 && _sink.TokensTo("https://slow.example/out").Count == 1);
        never.SetResult(HttpStatusCode.OK);
    }

    [Fact]
    public async Task what_fails_is_tried_again_later_and_then_given_up_and_shown()
    {
        _sink.Answer = (_, _) => Task.FromResult(HttpStatusCode.ServiceUnavailable);
        var session = await EndAsync(await SignOnStage.ClientAsync(_hub, "one"));
        await SettleAsync();

        foreach (var wait in (int[])[15, 60, 600, 3600])
        {
            var tries = _sink.Received.Count;
            _hub.Clock.Advance(TimeSpan.FromSeconds(wait - 2));
            await SettleAsync();
            _sink.Received.Count.ShouldBe(tries);
            _hub.Clock.Advance(TimeSpan.FromSeconds(2));
            await SettleAsync();
            _sink.Received.Count.ShouldBe(tries + 1);
        }

        var delivery = await DeliveryAsync(session);
        delivery.IsGivenUp.ShouldBeTrue();
        delivery.LastFailure.ShouldBe("The site answered 503.");
    }

    [Fact]
    public async Task a_client_that_comes_back_hears_of_it()
    {
        var answer = HttpStatusCode.BadGateway;
        _sink.Answer = (_, _) => Task.FromResult(answer);
        var session = await EndAsync(await SignOnStage.ClientAsync(_hub, "one"));
        await SettleAsync();
        answer = HttpStatusCode.NoContent;

        _hub.Clock.Advance(TimeSpan.FromSeconds(16));
        await SettleAsync();

        (await DeliveryAsync(session)).ToldAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task a_redirect_is_an_answer_and_not_followed()
    {
        _sink.Answer = (_, _) => Task.FromResult(HttpStatusCode.Redirect);
        var session = await EndAsync(await SignOnStage.ClientAsync(_hub, "one"));
        await SettleAsync();

        (await DeliveryAsync(session)).LastFailure.ShouldBe("The site answered 302.");
    }

    [Fact]
    public async Task the_session_takes_with_it_what_was_not_given_for_longer()
    {
        var (browser, session) = await SignedInAsync();
        var client = await SignOnStage.ClientAsync(_hub, "one");
        await SignOnStage.GiveAsync(_hub, session, client, "openid");
        await SignOnStage.GiveAsync(_hub, session, client, "openid offline_access");

        await (await browser.VisitAsync("/")).Form("Sign out").SendAsync();

        var grants = await _hub.QueryAsync(db => db.Grants.Where(g => g.SessionId == session.Id).ToListAsync(Ct));
        grants.Single(g => g.Scopes == "openid").RevokedAt.ShouldNotBeNull();
        grants.Single(g => g.Scopes != "openid").RevokedAt.ShouldBeNull();
    }

    [Fact]
    public async Task a_code_that_nobody_redeemed_ends_with_its_session()
    {
        var (browser, session) = await SignedInAsync();
        var grant = await SignOnStage.GiveGrantAsync(_hub, session, await SignOnStage.ClientAsync(_hub, "one"), "openid offline_access");
        await _hub.QueryAsync(db =>
        {
            db.Add(new Agon.Hub.Features.SignOn.Authorization.AuthorizationCode
            {
                Id = grant,
                Digest = "d",
                GrantId = grant,
                RedirectUri = "https://one.example/cb",
                CodeChallenge = "c",
                ExpiresAt = _hub.Clock.GetUtcNow(),
            });
            return db.SaveChangesAsync(Ct);
        });

        await (await browser.VisitAsync("/")).Form("Sign out").SendAsync();

        (await _hub.QueryAsync(db => db.Grants.SingleAsync(g => g.Id == grant, Ct))).RevokedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task a_node_that_calls_is_given_what_it_was_not_told_until_it_says_that_it_knows()
    {
        var unreachable = await SignOnStage.ClientAsync(_hub, "one", hasAddress: false);
        var session = await EndAsync(unreachable);
        await EndAsync(await SignOnStage.ClientAsync(_hub, "two", hasAddress: false));

        var news = (await ReadEndedAsync(unreachable)).ShouldHaveSingleItem();
        news.SessionId.ShouldBe(session);
        (await ReadEndedAsync(unreachable)).ShouldHaveSingleItem().Id.ShouldBe(news.Id);

        (await ReadEndedAsync(unreachable, news.Id)).ShouldBeEmpty();
        (await DeliveryAsync(session)).ToldAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task what_a_client_was_told_does_not_come_again()
    {
        var client = await SignOnStage.ClientAsync(_hub, "one");
        await EndAsync(client);
        await SettleAsync();

        (await ReadEndedAsync(client)).ShouldBeEmpty();
    }

    private async Task<(PageClient Browser, AccountSession Session)> SignedInAsync()
    {
        var email = await _hub.Account();
        var browser = await _hub.SignedIn(email);
        return (browser, (await SignOnStage.SessionsAsync(_hub, email)).Single());
    }

    private async Task<(PageClient Browser, List<AccountSession> Sessions)> TwoSessionsAsync()
    {
        var email = await _hub.Account();
        await _hub.SignedIn(email);
        return (await _hub.SignedIn(email), await SignOnStage.SessionsAsync(_hub, email));
    }

    private async Task<string> EndAsync(Client client)
    {
        var (_, session) = await SignedInAsync();
        await SignOnStage.GiveAsync(_hub, session, client);
        await _hub.InScopeAsync(s => s.GetRequiredService<EndSession>().ExecuteAsync(session.AccountId, session.Id, Ct));
        return ClientSession.IdOf(session.Id, client.ClientId);
    }

    // Everything that is due now is sent when it returns.
    private async Task SettleAsync()
    {
        var outlet = _hub.Services.GetRequiredService<LogoutOutlet>();
        await outlet.StartDueAsync(Ct);
        await outlet.IdleAsync();
    }

    private async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            Ct.ThrowIfCancellationRequested();
            await _hub.Services.GetRequiredService<LogoutOutlet>().StartDueAsync(Ct);
            await Task.Yield();
        }
    }

    private Task<LogoutDelivery> DeliveryAsync(string session) => _hub.QueryAsync(db => db.LogoutDeliveries.SingleAsync(d => d.SessionId == session, Ct));

    private Task<IReadOnlyList<LogoutDelivery>> ReadEndedAsync(Client client, params Guid[] handled) =>
        _hub.InScopeAsync(s => s.GetRequiredService<ReadEndedSessions>().ExecuteAsync(client.ClientId, handled, 10, Ct));

    private async Task<TokenReading.Accepted> ReadAsync(string token, Client client)
    {
        var expected = new TokenExpectation
        {
            Types = [SendLogout.TokenType],
            Issuer = _hub.Services.GetRequiredService<PublicAddress>().Root,
            Audiences = [client.ClientId],
            MaxAge = TimeSpan.FromMinutes(2),
        };
        var keys = await _hub.Services.GetRequiredService<SignOnKeys>().PublishedAsync(Ct);
        return SignedTokens.Verify(token, expected, keys, _hub.Clock.GetUtcNow()).ShouldBeOfType<TokenReading.Accepted>();
    }
}
