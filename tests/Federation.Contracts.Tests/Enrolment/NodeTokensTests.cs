using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Tests.Enrolment;

public sealed class NodeTokensTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);
    private readonly SigningKey _key = SigningKey.Create(SigningAlgorithm.ES256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void each_kind_is_read_as_itself_and_as_no_other()
    {
        string[] tokens =
        [
            NodeTokens.Prove(_key, "https://n", "https://h/federation", "nonce", Now),
            NodeTokens.CallAs(_key, "https://n", "https://h", "1", Now),
            NodeTokens.Announce(_key, "https://n", "https://h", new JsonWebKeySet([_key.Public]), Now),
        ];
        string[] kinds = [NodeTokens.Proof, NodeTokens.Call, NodeTokens.KeyRoll];

        for (var token = 0; token < tokens.Length; token++)
        {
            for (var kind = 0; kind < kinds.Length; kind++)
            {
                (Read(tokens[token], kinds[kind], Now) is TokenReading.Accepted).ShouldBe(token == kind);
            }
        }
    }

    [Fact]
    public void they_end_soon() =>
        Read(NodeTokens.CallAs(_key, "https://n", "https://h", "1", Now), NodeTokens.Call, Now + NodeTokens.Lifetime + TimeSpan.FromMinutes(1))
            .ShouldBe(new TokenReading.Refused(TokenRefusal.Expired));

    [Fact]
    public void announced_keys_are_read_as_they_were()
    {
        using var next = SigningKey.Create(SigningAlgorithm.ES256);
        var token = NodeTokens.Announce(_key, "https://n", "https://h", new JsonWebKeySet([_key.Public, next.Public]), Now);

        var claims = Read(token, NodeTokens.KeyRoll, Now).ShouldBeOfType<TokenReading.Accepted>().Claims;

        JsonWebKeySet.Read(claims).Keys.ShouldBe([_key.Public, next.Public]);
    }

    private TokenReading Read(string token, string kind, DateTimeOffset now) =>
        SignedTokens.Verify(token, new TokenExpectation { Types = [kind], Issuer = "https://n", Audiences = ["https://h/federation"], MaxAge = NodeTokens.Lifetime }, [_key.Public], now);
}
