using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn;

namespace Agon.Hub.Tests.Features.SignOn.Tokens;

public sealed class CodeTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task a_code_gives_an_access_token_and_says_who_it_is()
    {
        var node = await TestClient.NodeAsync(hub);
        var code = await node.CodeAsync();
        var now = hub.Clock.GetUtcNow().ToUnixTimeSeconds();

        var tokens = (await node.RedeemAsync(code)).ShouldBeGood();

        (tokens["token_type"], tokens["expires_in"], tokens["scope"]).ShouldBe(("Bearer", "300", "openid profile email"));
        tokens.Has("refresh_token").ShouldBeFalse();
        var access = await node.VerifyAsync(tokens["access_token"], "at+jwt", TestClient.Issuer);
        var id = await node.VerifyAsync(tokens["id_token"], "JWT", node.Id);
        access.GetProperty("client_id").GetString().ShouldBe(node.Id);
        access.GetProperty("exp").GetInt64().ShouldBe(now + 300);
        id.GetProperty("sub").GetString().ShouldBe(access.GetProperty("sub").GetString());
        id.GetProperty("nonce").GetString().ShouldBe("the-nonce");
        id.GetProperty("auth_time").GetInt64().ShouldBe(now);
        id.GetProperty("amr").EnumerateArray().Select(a => a.GetString()).ShouldBe(["pwd"]);
        id.GetProperty("sid").GetString().ShouldNotBeNullOrEmpty();
        id.GetProperty("at_hash").GetString().ShouldBe(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(tokens["access_token"])).AsSpan(0, 16)));
    }

    [Fact]
    public async Task two_clients_can_not_compare_notes_about_one_session()
    {
        var (one, two) = (await TestClient.NodeAsync(hub), await TestClient.NodeAsync(hub));
        var browser = await hub.SignedIn(await hub.Account());
        var (first, second) = (await IdTokenAsync(one, browser), await IdTokenAsync(two, browser));

        first.GetProperty("sid").GetString().ShouldNotBe(second.GetProperty("sid").GetString());
        (await IdTokenAsync(one, browser)).GetProperty("sid").GetString().ShouldBe(first.GetProperty("sid").GetString());
    }

    [Fact]
    public async Task a_client_can_have_its_id_tokens_in_the_older_algorithm()
    {
        var site = await TestClient.WithSecretAsync(hub, r => r with { IdTokenAlgorithm = SigningAlgorithm.RS256 });

        var tokens = (await site.RedeemAsync(await site.CodeAsync())).ShouldBeGood();

        SignedTokens.TryPeek(tokens["id_token"], out var header, out _).ShouldBeTrue();
        header.GetProperty("alg").GetString().ShouldBe("RS256");
        await site.VerifyAsync(tokens["id_token"], "JWT", site.Id);
    }

    [Fact]
    public async Task two_nodes_know_a_person_by_different_names_and_each_always_by_the_same()
    {
        var (first, second) = (await TestClient.NodeAsync(hub), await TestClient.NodeAsync(hub));
        var browser = await hub.SignedIn(await hub.Account());

        var (once, again, elsewhere) = (await SubjectAsync(first, browser), await SubjectAsync(first, browser), await SubjectAsync(second, browser));

        again.ShouldBe(once);
        elsewhere.ShouldNotBe(once);
        Guid.TryParse(once, out _).ShouldBeFalse();
    }

    [Fact]
    public async Task sign_ins_of_one_person_at_once_all_give_the_same_name()
    {
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(await hub.Account());
        List<string> codes = [await node.CodeAsync(browser), await node.CodeAsync(browser), await node.CodeAsync(browser)];

        var tokens = await Task.WhenAll(codes.Select(c => node.RedeemAsync(c)));

        tokens.Select(t => SubjectOf(t.ShouldBeGood())).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    [Refuses(SignOnRefusal.CodeReplayed, SignOnRefusal.GrantRevoked)]
    public async Task a_code_is_redeemed_once_and_a_second_time_revokes_what_it_gave()
    {
        var node = await TestClient.NodeAsync(hub);
        var code = await node.CodeAsync(changes: ("scope", "openid offline_access"));
        var tokens = (await node.RedeemAsync(code)).ShouldBeGood();

        (await node.RedeemAsync(code)).ShouldBeRefused(SignOnRefusal.CodeReplayed);

        (await node.UserInfoAsync(tokens["access_token"])).ShouldBeRefused(SignOnRefusal.AccessTokenRevoked);
        (await node.RefreshAsync(tokens["refresh_token"])).ShouldBeRefused(SignOnRefusal.GrantRevoked);
    }

    [Fact]
    public async Task of_those_who_redeem_it_together_one_at_most_gets_tokens_and_they_are_revoked()
    {
        var node = await TestClient.NodeAsync(hub);
        var code = await node.CodeAsync(changes: ("scope", "openid offline_access"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => node.RedeemAsync(code)));

        foreach (var good in answers.Where(a => a.Status == HttpStatusCode.OK))
        {
            (await node.RefreshAsync(good["refresh_token"])).ShouldBeRefused(SignOnRefusal.GrantRevoked);
        }

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    [Refuses(SignOnRefusal.CodeExpired)]
    public async Task a_code_is_good_for_a_minute()
    {
        var node = await TestClient.NodeAsync(hub);
        var code = await node.CodeAsync();
        hub.Clock.Advance(SignOnRules.Code);

        (await node.RedeemAsync(code)).ShouldBeRefused(SignOnRefusal.CodeExpired);
    }

    [Fact]
    [Refuses(SignOnRefusal.CodeMissing, SignOnRefusal.CodeUnknown, SignOnRefusal.CodeOfAnotherClient)]
    public async Task a_code_is_its_clients_only()
    {
        var (node, other) = (await TestClient.NodeAsync(hub), await TestClient.NodeAsync(hub));
        var code = await node.CodeAsync();

        (await node.RedeemAsync("", ("code", null))).ShouldBeRefused(SignOnRefusal.CodeMissing);
        (await node.RedeemAsync("made-up")).ShouldBeRefused(SignOnRefusal.CodeUnknown);
        (await other.RedeemAsync(code, ("redirect_uri", node.RedirectUri))).ShouldBeRefused(SignOnRefusal.CodeOfAnotherClient);
        (await node.RedeemAsync(code)).ShouldBeGood();
    }

    [Fact]
    [Refuses(SignOnRefusal.RedirectUriMismatch)]
    public async Task a_code_goes_with_the_address_it_was_sent_to()
    {
        var node = await TestClient.NodeAsync(hub);

        (await node.RedeemAsync(await node.CodeAsync(), ("redirect_uri", "https://evil.example/"))).ShouldBeRefused(SignOnRefusal.RedirectUriMismatch);
        (await node.RedeemAsync(await node.CodeAsync(), ("redirect_uri", null))).ShouldBeRefused(SignOnRefusal.RedirectUriMismatch);
    }

    [Fact]
    [Refuses(SignOnRefusal.VerifierMissing, SignOnRefusal.VerifierMalformed, SignOnRefusal.VerifierWrong)]
    public async Task only_who_asked_can_answer_the_challenge()
    {
        var node = await TestClient.NodeAsync(hub);
        var code = await node.CodeAsync();

        (await node.RedeemAsync(code, ("code_verifier", null))).ShouldBeRefused(SignOnRefusal.VerifierMissing);
        (await node.RedeemAsync(code, ("code_verifier", "short"))).ShouldBeRefused(SignOnRefusal.VerifierMalformed);
        (await node.RedeemAsync(code, ("code_verifier", new string('a', 129)))).ShouldBeRefused(SignOnRefusal.VerifierMalformed);
        (await node.RedeemAsync(code, ("code_verifier", TestClient.Challenge))).ShouldBeRefused(SignOnRefusal.VerifierWrong);
        // The one try is over.
        (await node.RedeemAsync(code)).ShouldBeRefused(SignOnRefusal.CodeReplayed);
    }

    [Fact]
    [Refuses(SignOnRefusal.GrantTypeMissing, SignOnRefusal.GrantTypeUnsupported)]
    public async Task the_way_to_tokens_is_named()
    {
        var node = await TestClient.NodeAsync(hub);
        var narrow = await TestClient.NodeAsync(hub, r => r with { Grants = [GrantTypes.AuthorizationCode], Scopes = ["openid"] });

        (await node.TokenAsync()).ShouldBeRefused(SignOnRefusal.GrantTypeMissing);
        (await node.TokenAsync(("grant_type", "password"))).ShouldBeRefused(SignOnRefusal.GrantTypeUnsupported);
        (await narrow.RefreshAsync("x")).ShouldBeRefused(SignOnRefusal.GrantTypeNotAllowed);
    }

    [Fact]
    public async Task a_request_is_a_form_in_which_nothing_stands_twice()
    {
        var node = await TestClient.NodeAsync(hub);
        List<KeyValuePair<string, string>> twice = [new("grant_type", "client_credentials"), new("grant_type", "refresh_token")];

        (await node.SendAsync("/connect/token", twice)).ShouldBeRefused(SignOnRefusal.ParameterTwice);
        var json = await hub.Client().PostAsync("/connect/token", new StringContent("{}", null, "application/json"), TestContext.Current.CancellationToken);
        (await Answer.OfAsync(json)).ShouldBeRefused(SignOnRefusal.FormMissing);
    }

    [Fact]
    public async Task a_program_without_a_secret_is_bound_by_the_challenge_alone()
    {
        var program = await TestClient.PublicAsync(hub);

        (await program.RedeemAsync(await program.CodeAsync())).ShouldBeGood();
    }

    private static async Task<JsonElement> IdTokenAsync(TestClient client, PageClient browser) =>
        await client.VerifyAsync((await client.RedeemAsync(await client.CodeAsync(browser))).ShouldBeGood()["id_token"], "JWT", client.Id);

    private static async Task<string> SubjectAsync(TestClient client, PageClient browser) => SubjectOf((await client.RedeemAsync(await client.CodeAsync(browser))).ShouldBeGood());

    private static string SubjectOf(Answer tokens)
    {
        SignedTokens.TryPeek(tokens["id_token"], out _, out var claims).ShouldBeTrue();
        return claims.GetProperty("sub").GetString()!;
    }
}
