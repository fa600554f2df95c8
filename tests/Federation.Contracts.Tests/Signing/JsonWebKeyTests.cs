using System.Text;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Tests.Signing;

public sealed class JsonWebKeyTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(60);
    private static readonly TokenExpectation Expected = new() { Types = ["test"], NeedsExpiry = false };

    [Theory]
    [InlineData(SigningAlgorithm.ES256)]
    [InlineData(SigningAlgorithm.RS256)]
    public void a_key_that_was_met_before_verifies_what_is_its_own_and_nothing_else(SigningAlgorithm algorithm)
    {
        using var mine = SigningKey.Create(algorithm);
        using var others = SigningKey.Create(algorithm);
        var token = mine.Sign("test", new JsonObject { ["iss"] = "me" });

        for (var i = 0; i < 2; i++)
        {
            SignedTokens.Verify(token, Expected, [mine.Public], Now).ShouldBeOfType<TokenReading.Accepted>();
            var forged = new TokenReading.Refused(TokenRefusal.SignatureWrong);
            SignedTokens.Verify(token, Expected, [others.Public with { Kid = mine.KeyId }], Now).ShouldBe(forged);
        }
    }

    [Fact]
    public void many_threads_sign_and_verify_with_one_key()
    {
        using var key = SigningKey.Create(SigningAlgorithm.ES256);

        Parallel.For(0, 200, i =>
        {
            var token = key.Sign("test", new JsonObject { ["iss"] = $"{i}" });
            SignedTokens.Verify(token, Expected, [key.Public], Now).ShouldBeOfType<TokenReading.Accepted>();
        });
    }

    [Fact]
    public void what_is_no_key_verifies_nothing_however_often_it_is_tried()
    {
        using var key = SigningKey.Create(SigningAlgorithm.ES256);
        var broken = key.Public with { Y = key.Public.X };

        broken.Verifies(Encoding.ASCII.GetBytes("a"), new byte[64]).ShouldBeFalse();
        broken.Verifies(Encoding.ASCII.GetBytes("a"), new byte[64]).ShouldBeFalse();
    }

    [Fact]
    public void more_keys_than_are_kept_verify_all_the_same()
    {
        using var key = SigningKey.Create(SigningAlgorithm.ES256);
        var token = key.Sign("test", []);

        for (var i = 0; i < 1200; i++)
        {
            SignedTokens.Verify(token, Expected, [key.Public with { Use = null, Kid = key.KeyId, E = $"{i}" }], Now).ShouldBeOfType<TokenReading.Accepted>();
        }
    }
}
