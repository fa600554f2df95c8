using System.Diagnostics;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Checks a client's assertion (RFC 7523 §3): signed with its key, for this hub, and short. That it was never seen before is made sure of by <see cref="SpendAssertion"/>.</summary>
internal sealed class CheckAssertion(SpendAssertion spend, PublicAddress address, TimeProvider clock)
{
    private const int IdMaxLength = 200;

    // Clients of before RFC 7523bis name no kind.
    private static readonly string[] Kinds = ["", "JWT", "client-authentication+jwt"];

    /// <summary>Who an assertion says it comes from, unverified.</summary>
    public static string? NameIn(string? assertion) =>
        assertion is not null && SignedTokens.TryPeek(assertion, out _, out var claims) && Text(claims, "sub") is { Length: > 0 and <= Client.ClientIdMaxLength } name
        && !name.Contains('\0', StringComparison.Ordinal) ? name : null;

    public SignOnRefusal? Refuse(Client client, string assertion)
    {
        var now = clock.GetUtcNow();
        var expected = new TokenExpectation
        {
            Types = Kinds,
            Issuer = client.ClientId,
            // Nodes know the hub by its issuer; other clients' libraries still name the endpoint (RFC 7523 §3).
            Audiences = client.MemberId is null ? [address.Root, address.Of(HubLinks.SignOn.Token), address.Of(HubLinks.SignOn.PushedRequests)] : [address.Root],
            IsAudienceAlone = true,
            Skew = SignOnRules.Skew,
        };
        return SignedTokens.Verify(assertion, expected, client.PublicKeys(), now) switch
        {
            TokenReading.Accepted(var claims, _) => Hold(client, claims, now),
            TokenReading.Refused(var reason) => Named(reason),
            var other => throw new UnreachableException($"{other}"),
        };
    }

    private SignOnRefusal? Hold(Client client, JsonElement claims, DateTimeOffset now)
    {
        var expires = DateTimeOffset.UnixEpoch.AddSeconds(claims.GetProperty("exp").GetDouble());
        if (expires > now + SignOnRules.Assertion + SignOnRules.Skew)
        {
            return SignOnRefusal.AssertionTooLong;
        }

        if (Text(claims, "jti") is not { Length: > 0 and <= IdMaxLength } id)
        {
            return SignOnRefusal.AssertionClaimMissing;
        }

        spend.Hold(new UsedAssertion { ClientId = client.ClientId, Digest = RandomSecret.Digest(id), ForgetAt = expires + 2 * SignOnRules.Skew });
        return null;
    }

    private static SignOnRefusal Named(TokenRefusal reason) => reason switch
    {
        TokenRefusal.TypeWrong => SignOnRefusal.AssertionKindWrong,
        TokenRefusal.AlgorithmNotAllowed => SignOnRefusal.AssertionAlgorithmNotAllowed,
        TokenRefusal.CriticalHeader => SignOnRefusal.AssertionCriticalHeader,
        TokenRefusal.KeyUnknown => SignOnRefusal.AssertionKeyUnknown,
        TokenRefusal.SignatureWrong => SignOnRefusal.AssertionSignatureWrong,
        TokenRefusal.IssuerWrong => SignOnRefusal.AssertionIssuerWrong,
        TokenRefusal.AudienceWrong => SignOnRefusal.AssertionAudienceWrong,
        TokenRefusal.Expired => SignOnRefusal.AssertionExpired,
        TokenRefusal.NotYetValid => SignOnRefusal.AssertionNotYetValid,
        TokenRefusal.ClaimMissing => SignOnRefusal.AssertionClaimMissing,
        _ => SignOnRefusal.AssertionMalformed,
    };

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
