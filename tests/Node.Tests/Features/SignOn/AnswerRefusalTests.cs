using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>Answers and tokens of issuers that lie, err or are somebody else: each is refused by its name, and nobody is signed in.</summary>
public sealed class AnswerRefusalTests(NodeHost node) : IClassFixture<NodeHost>
{
    private const string None = """{"alg":"none","typ":"JWT"}""", Symmetric = """{"alg":"HS256","typ":"JWT"}""";
    private static readonly SigningKey Strange = SigningKey.Create(SigningAlgorithm.ES256);

    private static readonly Dictionary<string, (SignOnFailure Failure, Action<FakeIssuer> Do)> Lies = new()
    {
        ["an error"] = (SignOnFailure.IssuerRefused, i => i.Answer = a => (a["code"], a["error"]) = (null, "server_error")),
        ["a denial"] = (SignOnFailure.Denied, i => i.Answer = a => (a["code"], a["error"]) = (null, "access_denied")),
        ["no code"] = (SignOnFailure.CodeMissing, i => i.Answer = a => a["code"] = null),
        ["another's code"] = (SignOnFailure.CodeRefused, i => i.Answer = a => a["code"] = "stolen"),
        ["another issuer's answer"] = (SignOnFailure.AnswerOfAnotherIssuer, i => i.Answer = a => a["iss"] = "https://evil.example"),
        ["another issuer's error"] = (SignOnFailure.AnswerOfAnotherIssuer, i => i.Answer = a => (a["iss"], a["error"]) = ("https://evil.example", "access_denied")),
        ["nobody's answer"] = (SignOnFailure.AnswerWithoutIssuer, i => i.Answer = a => a["iss"] = null),
        ["a tampered state"] = (SignOnFailure.StateUnreadable, i => i.Answer = a => a["state"] = a["state"]![..^4] + "AAAA"),
        ["no state"] = (SignOnFailure.StateUnreadable, i => i.Answer = a => a["state"] = null),
        ["no id_token"] = (SignOnFailure.IdTokenMissing, i => i.Tokens = t => t.Remove("id_token")),
        ["a session with too long a name"] = (SignOnFailure.TokenUnreadable, i => i.Claims = c => c["sid"] = new string('s', 256)),
        ["no token at all"] = (SignOnFailure.TokenUnreadable, i => i.Token = _ => "nonsense"),
        ["a giant"] = (SignOnFailure.TokenUnreadable, i => i.Claims = c => c["pad"] = new string('x', 20_000)),
        ["an access token"] = (SignOnFailure.TokenOfAnotherKind, i => i.TokenType = "at+jwt"),
        ["a logout token"] = (SignOnFailure.TokenOfAnotherKind, i => i.TokenType = "logout+jwt"),
        ["alg none"] = (SignOnFailure.TokenAlgorithm, i => i.Token = t => $"{Part(None)}.{t.Split('.')[1]}."),
        ["alg HS256"] = (SignOnFailure.TokenAlgorithm, i => i.Token = t => $"{Part(Symmetric)}.{t.Split('.')[1]}.{t.Split('.')[2]}"),
        ["an unknown extension"] = (SignOnFailure.TokenExtension, i => i.Token = t => $"{Part("""{"alg":"ES256","typ":"JWT","crit":["x"]}""")}.{t.Split('.')[1]}.{t.Split('.')[2]}"),
        ["a key nobody published"] = (SignOnFailure.TokenKeyUnknown, i => i.Token = _ => Strange.Sign("JWT", new JsonObject { ["iss"] = i.Address })),
        ["tampered claims"] = (SignOnFailure.TokenTampered, i => i.Token = t => $"{t.Split('.')[0]}.{Part("""{"sub":"somebody else"}""")}.{t.Split('.')[2]}"),
        ["another issuer"] = (SignOnFailure.TokenOfAnotherIssuer, i => i.Claims = c => c["iss"] = "https://evil.example"),
        ["another audience"] = (SignOnFailure.TokenForAnother, i => i.Claims = c => c["aud"] = "another client"),
        ["no audience"] = (SignOnFailure.TokenForAnother, i => i.Claims = c => c.Remove("aud")),
        ["several audiences, nobody named"] = (SignOnFailure.TokenForAnotherParty, i => i.Claims = c => c["aud"] = new JsonArray(FakeIssuer.ClientId, "another client")),
        ["another authorized party"] = (SignOnFailure.TokenForAnotherParty, i => i.Claims = c => c["azp"] = "another client"),
        ["expired"] = (SignOnFailure.TokenExpired, i => i.Claims = c => c["exp"] = c["iat"]!.GetValue<long>() - 61),
        ["issued later"] = (SignOnFailure.TokenFromTheFuture, i => i.Claims = c => c["iat"] = c["iat"]!.GetValue<long>() + 120),
        ["issued long ago"] = (SignOnFailure.TokenTooOld, i => i.Claims = c => c["iat"] = c["iat"]!.GetValue<long>() - 3600),
        ["no end"] = (SignOnFailure.TokenIncomplete, i => i.Claims = c => c.Remove("exp")),
        ["no beginning"] = (SignOnFailure.TokenIncomplete, i => i.Claims = c => c.Remove("iat")),
        ["nobody"] = (SignOnFailure.TokenIncomplete, i => i.Claims = c => c.Remove("sub")),
        ["nobody's empty name"] = (SignOnFailure.TokenIncomplete, i => i.Claims = c => c["sub"] = ""),
        ["another nonce"] = (SignOnFailure.TokenNonce, i => i.Claims = c => c["nonce"] = "another"),
        ["no nonce"] = (SignOnFailure.TokenNonce, i => i.Claims = c => c.Remove("nonce")),
        ["shown in the future"] = (SignOnFailure.TokenAuthenticationInTheFuture, i => i.Claims = c => c["auth_time"] = c["auth_time"]!.GetValue<long>() + 61),
        ["another access token"] = (SignOnFailure.TokenHash, i => i.Tokens = t => t["access_token"] = "swapped"),
        ["another person's userinfo"] = (SignOnFailure.UserInfoOfAnother, i => i.Claims = c => c["sub"] = "another"),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    private static IEnumerable<SignOnFailure> Shown => Lies.Values.Select(l => l.Failure);

    [Theory]
    [MemberData(nameof(Names))]
    [Refuses(From = nameof(Shown))]
    public async Task a_lie_signs_nobody_in(string lie)
    {
        var (failure, act) = Lies[lie];
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        act(world.Issuer);
        var (browser, _) = world.Browser();

        var page = await browser.VisitAsync(world.Start);

        page.Path.ShouldStartWith($"/sign-on/failed/{failure}?");
        page.ShouldRefuse(failure, SignOnMessages.Sentence(failure));
        page.ShouldSay("Sign in with a password of this site");
        (await browser.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    [Refuses(SignOnFailure.TokenAuthenticationTooOld)]
    public async Task whoever_should_show_themselves_again_and_did_not_is_not_signed_in()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        world.Issuer.Claims = c => c["auth_time"] = c["auth_time"]!.GetValue<long>() - 600;

        (await world.Browser().Browser.VisitAsync($"{world.Start}&again=true")).ShouldRefuse(SignOnFailure.TokenAuthenticationTooOld, SignOnMessages.Sentence(SignOnFailure.TokenAuthenticationTooOld));
        (await world.VisitAsync()).Path.ShouldBe("/competitions");
    }

    [Fact]
    [Refuses(SignOnFailure.StateOfAnotherBrowser)]
    public async Task an_answer_is_good_in_the_browser_that_asked_and_once()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync();
        var (browser, way) = world.Browser();
        await browser.VisitAsync(world.Start);
        var answer = way.Visited.Single(v => v.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal));

        (await browser.VisitAsync($"{answer}")).ShouldRefuse(SignOnFailure.StateOfAnotherBrowser, SignOnMessages.Sentence(SignOnFailure.StateOfAnotherBrowser));

        var (attacker, detour) = world.Browser();
        detour.Stays = true;
        await attacker.VisitAsync(world.Start);
        var unused = world.Issuer.Authorize(detour.Visited[^1]);
        var victim = world.Browser().Browser;
        (await victim.VisitAsync($"{unused}")).ShouldRefuse(SignOnFailure.StateOfAnotherBrowser, SignOnMessages.Sentence(SignOnFailure.StateOfAnotherBrowser));
        (await victim.WhoAsync()).ShouldBeNull();
    }

    [Fact]
    [Refuses(SignOnFailure.StateOfAnotherIssuer)]
    public async Task an_answer_to_one_issuer_is_none_to_another()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var other = await SignOnWorld.CreateAsync(node);
        var (browser, way) = world.Browser();
        way.Stays = true;
        await browser.VisitAsync(world.Start);
        var answer = world.Issuer.Authorize(way.Visited[^1]);

        var page = await browser.VisitAsync($"{answer}".Replace(world.Slug, other.Slug, StringComparison.Ordinal));

        page.ShouldRefuse(SignOnFailure.StateOfAnotherIssuer, SignOnMessages.Sentence(SignOnFailure.StateOfAnotherIssuer));
    }

    [Fact]
    [Refuses(SignOnFailure.StateExpired)]
    public async Task whoever_takes_too_long_begins_again()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var (browser, way) = world.Browser();
        way.Stays = true;
        await browser.VisitAsync(world.Start);
        var answer = world.Issuer.Authorize(way.Visited[^1]);
        node.Clock.Advance(SignOnRequest.Validity + TimeSpan.FromSeconds(1));

        (await browser.VisitAsync($"{answer}")).ShouldRefuse(SignOnFailure.StateExpired, SignOnMessages.Sentence(SignOnFailure.StateExpired));
    }

    [Fact]
    [Refuses(SignOnFailure.IssuerUnknown)]
    public async Task an_issuer_that_is_switched_off_or_never_was_signs_nobody_in()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var (browser, way) = world.Browser();
        way.Stays = true;
        await browser.VisitAsync(world.Start);
        var answer = world.Issuer.Authorize(way.Visited[^1]);
        await node.QueryAsync(db => db.Issuers.Where(i => i.Slug == world.Slug).ExecuteUpdateAsync(set => set.SetProperty(i => i.IsEnabled, false)));

        (await browser.VisitAsync($"{answer}")).ShouldRefuse(SignOnFailure.IssuerUnknown, SignOnMessages.Sentence(SignOnFailure.IssuerUnknown));
        (await browser.VisitAsync(world.Start)).ShouldRefuse(SignOnFailure.IssuerUnknown, SignOnMessages.Sentence(SignOnFailure.IssuerUnknown));
        (await browser.VisitAsync("/sign-on/nobody")).ShouldRefuse(SignOnFailure.IssuerUnknown, SignOnMessages.Sentence(SignOnFailure.IssuerUnknown));
    }

    [Fact]
    [Refuses(SignOnFailure.RequestNotPushed)]
    public async Task a_pushed_request_that_is_not_taken_is_not_carried_by_the_browser_instead()
    {
        var world = await SignOnWorld.CreateAsync(node);
        world.Issuer.RequiresPushed = true;
        node.Clock.Advance(Providers.Remembered);
        world.Issuer.Instead = (request, _) => Task.FromResult(request.RequestUri!.AbsolutePath.EndsWith("/par", StringComparison.Ordinal)
            ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent("""{"error":"invalid_client"}""") }
            : null);

        (await world.VisitAsync()).ShouldRefuse(SignOnFailure.RequestNotPushed, SignOnMessages.Sentence(SignOnFailure.RequestNotPushed));
    }

    [Fact]
    [Refuses(SignOnFailure.Unreachable)]
    public async Task with_the_issuer_down_sessions_go_on_and_passwords_work()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync("Ada");
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);
        world.Issuer.TakeDown();
        node.Clock.Advance(Providers.There);

        (await browser.WhoAsync()).ShouldBe("Ada");

        var (another, _) = world.Browser();
        var refused = await another.VisitAsync(world.Start);
        refused.ShouldRefuse(SignOnFailure.Unreachable, SignOnMessages.Sentence(SignOnFailure.Unreachable));
        var page = await PageClient.SignInAsync(await refused.FollowAsync("Sign in with a password of this site"), account);
        page.Path.ShouldBe("/competitions");

        world.Issuer.PutUp();
        (await world.VisitAsync()).Path.ShouldBe("/competitions");
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
