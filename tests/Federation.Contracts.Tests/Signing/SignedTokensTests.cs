using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Tests.Signing;

/// <summary>Signing and reading tokens: the RFCs' own examples, and one case for each refusal.</summary>
public sealed class SignedTokensTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly TokenExpectation Expected = new() { Types = ["at+jwt"], Issuer = "https://hub.example", Audiences = ["node-1"] };
    private readonly SigningKey _key = SigningKey.Create(SigningAlgorithm.ES256);

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(SigningAlgorithm.ES256)]
    [InlineData(SigningAlgorithm.RS256)]
    public void what_a_stored_key_signs_its_public_half_verifies(SigningAlgorithm algorithm)
    {
        using var made = SigningKey.Create(algorithm);
        using var key = SigningKey.Import(algorithm, made.Export());
        var published = JsonWebKeySet.Read(JsonSerializer.SerializeToElement(new JsonWebKeySet([key.Public])));

        var reading = SignedTokens.Verify(key.Sign("at+jwt", Claims()), Expected, published.Keys, Now);

        var accepted = reading.ShouldBeOfType<TokenReading.Accepted>();
        accepted.Claims.GetProperty("sub").GetString().ShouldBe("ada");
        accepted.KeyId.ShouldBe(made.KeyId);
    }

    [Fact]
    public void a_published_key_shows_nothing_of_the_private_one()
    {
        JsonSerializer.SerializeToElement(_key.Public).EnumerateObject().Select(p => p.Name)
            .ShouldBe(["kty", "kid", "use", "alg", "crv", "x", "y"]);
    }

    [Fact]
    public void the_example_of_rfc_7515_appendix_a_3_verifies()
    {
        const string token = "eyJhbGciOiJFUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        JsonWebKey.TryRead(
            Json("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"""),
            out var key).ShouldBeTrue();

        SignedTokens.Verify(token, new TokenExpectation { Types = [""], Issuer = "joe" }, [key], DateTimeOffset.FromUnixTimeSeconds(1_300_819_379))
            .ShouldBeOfType<TokenReading.Accepted>();
    }

    [Fact]
    public void the_example_of_rfc_7638_has_its_thumbprint()
    {
        JsonWebKey.TryRead(
            Json("""{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"""),
            out var key).ShouldBeTrue();

        key.Thumbprint().ShouldBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    [Theory]
    [InlineData("""{"kty":"oct","k":"AAAA"}""")]
    [InlineData("""{"kty":"EC","crv":"P-384","x":"AA","y":"AA"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","use":"enc"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","alg":"RS256"}""")]
    [InlineData("""{"kty":"RSA","n":"AQAB","e":"AQAB"}""")]
    [InlineData("""{"kty":1}""")]
    [InlineData("[]")]
    public void a_key_that_we_could_not_verify_with_is_not_read(string key) => JsonWebKey.TryRead(Json(key), out _).ShouldBeFalse();

    [Fact]
    [Refuses(TokenRefusal.SignatureWrong)]
    public void a_point_that_is_not_on_the_curve_verifies_nothing()
    {
        var bent = _key.Public with { X = Base64Url.EncodeToString(new byte[32]) };

        Refusal(_key.Sign("at+jwt", Claims()), keys: [bent]).ShouldBe(TokenRefusal.SignatureWrong);
    }

    [Fact]
    [Refuses(TokenRefusal.TooLong)]
    public void a_token_longer_than_the_limit() =>
        Refusal(_key.Sign("at+jwt", Claims(c => c["pad"] = new string('x', SignedTokens.MaxLength)))).ShouldBe(TokenRefusal.TooLong);

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("!.!.!")]
    [InlineData("W10.W10.AA")]
    [Refuses(TokenRefusal.Malformed)]
    public void a_token_that_is_none(string token) => Refusal(token).ShouldBe(TokenRefusal.Malformed);

    [Fact]
    [Refuses(TokenRefusal.Malformed)]
    public void a_claim_that_stands_twice() =>
        Refusal(Part("""{"alg":"ES256","typ":"at+jwt"}""") + "." + Part("""{"iss":"a","iss":"b"}""") + ".AA").ShouldBe(TokenRefusal.Malformed);

    [Theory]
    [InlineData("""{"alg":"ES256","typ":"\ud800"}""", """{"iss":"a"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt"}""", """{"iss":"\udc00"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt"}""", """{"a":[{"\ud800":1}]}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt"}""", """{"iss":"a\u0000"}""")]
    [Refuses(TokenRefusal.Malformed)]
    public void a_text_that_is_none(string header, string claims)
    {
        var token = Part(header) + "." + Part(claims) + ".AA";

        Refusal(token).ShouldBe(TokenRefusal.Malformed);
        SignedTokens.TryPeek(token, out _, out _).ShouldBeFalse();
    }

    [Fact]
    [Refuses(TokenRefusal.TypeWrong)]
    public void a_token_of_another_kind() => Refusal(_key.Sign("logout+jwt", Claims())).ShouldBe(TokenRefusal.TypeWrong);

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("ES512")]
    [InlineData("1")]
    [Refuses(TokenRefusal.AlgorithmNotAllowed)]
    public void an_algorithm_that_is_not_on_the_list(string algorithm) =>
        Refusal(Part($$"""{"alg":"{{algorithm}}","typ":"at+jwt"}""") + "." + Part(Claims().ToJsonString()) + ".").ShouldBe(TokenRefusal.AlgorithmNotAllowed);

    [Fact]
    [Refuses(TokenRefusal.CriticalHeader)]
    public void an_extension_that_we_do_not_know() =>
        Refusal(Part("""{"alg":"ES256","typ":"at+jwt","crit":["b64"],"b64":false}""") + "." + Part(Claims().ToJsonString()) + ".AA").ShouldBe(TokenRefusal.CriticalHeader);

    [Fact]
    [Refuses(TokenRefusal.KeyUnknown)]
    public void a_key_that_nobody_published()
    {
        using var other = SigningKey.Create(SigningAlgorithm.ES256);

        Refusal(other.Sign("at+jwt", Claims())).ShouldBe(TokenRefusal.KeyUnknown);
    }

    [Fact]
    [Refuses(TokenRefusal.KeyUnknown)]
    public void an_rsa_key_under_the_id_of_an_ec_key()
    {
        using var rsa = SigningKey.Create(SigningAlgorithm.RS256);

        Refusal(_key.Sign("at+jwt", Claims()), keys: [rsa.Public with { Kid = _key.KeyId }]).ShouldBe(TokenRefusal.KeyUnknown);
    }

    [Fact]
    [Refuses(TokenRefusal.SignatureWrong)]
    public void a_changed_payload()
    {
        var parts = _key.Sign("at+jwt", Claims()).Split('.');

        Refusal($"{parts[0]}.{Part(Claims(c => c["sub"] = "eve").ToJsonString())}.{parts[2]}").ShouldBe(TokenRefusal.SignatureWrong);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://hub.example/")]
    [InlineData("HTTPS://hub.example")]
    [Refuses(TokenRefusal.IssuerWrong)]
    public void another_issuer(string issuer) => Refusal(_key.Sign("at+jwt", Claims(c => c["iss"] = issuer))).ShouldBe(TokenRefusal.IssuerWrong);

    [Fact]
    [Refuses(TokenRefusal.AudienceWrong)]
    public void another_audience() => Refusal(_key.Sign("at+jwt", Claims(c => c["aud"] = new JsonArray("node-2", "node-3")))).ShouldBe(TokenRefusal.AudienceWrong);

    [Fact]
    public void one_audience_of_several_is_enough() =>
        SignedTokens.Verify(_key.Sign("at+jwt", Claims(c => c["aud"] = new JsonArray("node-2", "node-1"))), Expected, [_key.Public], Now).ShouldBeOfType<TokenReading.Accepted>();

    [Fact]
    [Refuses(TokenRefusal.ClaimMissing)]
    public void no_end() => Refusal(_key.Sign("at+jwt", Claims(c => c.Remove("exp")))).ShouldBe(TokenRefusal.ClaimMissing);

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("1e300")]
    [InlineData("-1")]
    [Refuses(TokenRefusal.ClaimMissing)]
    public void an_end_that_is_no_instant(string end) => Refusal(_key.Sign("at+jwt", Claims(c => c["exp"] = JsonNode.Parse(end)))).ShouldBe(TokenRefusal.ClaimMissing);

    [Theory]
    [InlineData("exp", -59)]
    [InlineData("nbf", 60)]
    [InlineData("iat", 60)]
    public void clocks_may_be_a_minute_apart(string claim, int seconds) =>
        Refusal(_key.Sign("at+jwt", Claims(c => c[claim] = Now.ToUnixTimeSeconds() + seconds))).ShouldBeNull();

    [Fact]
    [Refuses(TokenRefusal.Expired)]
    public void a_time_that_is_over() =>
        Refusal(_key.Sign("at+jwt", Claims(c => c["exp"] = Now.ToUnixTimeSeconds() - 60))).ShouldBe(TokenRefusal.Expired);

    [Theory]
    [InlineData("nbf")]
    [InlineData("iat")]
    [Refuses(TokenRefusal.NotYetValid)]
    public void a_time_that_has_not_come(string claim) =>
        Refusal(_key.Sign("at+jwt", Claims(c => c[claim] = Now.ToUnixTimeSeconds() + 61))).ShouldBe(TokenRefusal.NotYetValid);

    [Theory]
    [InlineData("iat", -361)]
    [InlineData("exp", 361)]
    [Refuses(TokenRefusal.TooOld)]
    public void a_longer_life_than_is_accepted(string claim, int seconds) =>
        Refusal(_key.Sign("at+jwt", Claims(c => c[claim] = Now.ToUnixTimeSeconds() + seconds)), Expected with { MaxAge = TimeSpan.FromMinutes(5) }).ShouldBe(TokenRefusal.TooOld);

    [Fact]
    public void what_a_token_says_can_be_read_before_it_is_believed()
    {
        SignedTokens.TryPeek(_key.Sign("at+jwt", Claims()), out var header, out var claims).ShouldBeTrue();

        header.GetProperty("kid").GetString().ShouldBe(_key.KeyId);
        claims.GetProperty("iss").GetString().ShouldBe("https://hub.example");
        SignedTokens.TryPeek("x.y.z", out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void a_set_is_read_up_to_its_limit_and_without_what_is_unusable()
    {
        var keys = new JsonArray([JsonNode.Parse("""{"kty":"oct"}"""), .. Enumerable.Range(0, 30).Select(_ => JsonSerializer.SerializeToNode(_key.Public))]);

        JsonWebKeySet.Read(JsonSerializer.SerializeToElement(new JsonObject { ["keys"] = keys })).Keys.Count.ShouldBe(JsonWebKeySet.MaxKeys - 1);
        JsonWebKeySet.Read(Json("""{"keys":{}}""")).Keys.ShouldBeEmpty();
    }

    private TokenRefusal? Refusal(string token, TokenExpectation? expected = null, IReadOnlyList<JsonWebKey>? keys = null) =>
        SignedTokens.Verify(token, expected ?? Expected, keys ?? [_key.Public], Now) is TokenReading.Refused refused ? Refused.See(refused.Reason) : null;

    private static JsonObject Claims(Action<JsonObject>? change = null)
    {
        var now = Now.ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = "https://hub.example", ["aud"] = "node-1", ["sub"] = "ada", ["iat"] = now, ["exp"] = now + 300 };
        change?.Invoke(claims);
        return claims;
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
