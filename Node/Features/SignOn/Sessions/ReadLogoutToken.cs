using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Protocol;

namespace Agon.Node.Features.SignOn.Sessions;

/// <summary>Checks a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6).</summary>
internal sealed class ReadLogoutToken(Providers providers)
{
    private const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";

    // Late ones were sent again with a new token, or are told by the hub when the node calls.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    public async Task<SignOnResult<LogoutNotice>> ExecuteAsync(Issuer issuer, string token, CancellationToken ct)
    {
        // Before the issuer is asked for anything: whoever sends this is nobody yet.
        if (!SignedTokens.TryPeek(token, out _, out var peeked) || peeked.Text("iss") != issuer.Address)
        {
            return SignOnFailure.LogoutTokenRefused;
        }

        var described = await providers.DescribeAsync(issuer.Address, ct);
        if (!described.IsGood(out var provider, out var failure))
        {
            return failure;
        }

        // The type is recommended only; what tells this token from an id_token is checked below. Its end was not always part of the
        // specification, and it is good for MaxAge at most in any case.
        var expected = new TokenExpectation
        {
            Types = ["logout+jwt", "JWT", ""],
            Issuer = issuer.Address,
            Audiences = [issuer.ClientId],
            MaxAge = MaxAge,
            NeedsExpiry = false,
        };
        var verified = await providers.VerifyAsync(provider, token, expected, ct);
        if (!verified.IsGood(out var reading, out failure))
        {
            return failure;
        }

        return reading is TokenReading.Accepted(var claims, _) ? Notice(claims) : SignOnFailure.LogoutTokenRefused;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static SignOnResult<LogoutNotice> Notice(JsonElement claims)
    {
        if (claims.TryGetProperty("nonce", out _))
        {
            return SignOnFailure.LogoutWithNonce;
        }

        if (claims.Text("jti") is not { Length: > 0 and <= ReceivedLogout.TokenIdMaxLength } id
            || !claims.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Object
            || !events.TryGetProperty(LogoutEvent, out var logout) || logout.ValueKind != JsonValueKind.Object)
        {
            return SignOnFailure.LogoutEventMissing;
        }

        var (sid, subject) = (claims.Text("sid"), claims.Text("sub"));
        if (sid is { Length: > SignOnSession.SidMaxLength } || subject is { Length: > LinkedIdentity.SubjectMaxLength })
        {
            return SignOnFailure.LogoutTokenRefused;
        }

        return string.IsNullOrEmpty(sid) && string.IsNullOrEmpty(subject) ? SignOnFailure.LogoutOfNobody : new LogoutNotice(id, NullIfEmpty(sid), NullIfEmpty(subject));
    }
}

/// <summary>What an issuer says ended.</summary>
internal sealed record LogoutNotice(string TokenId, string? Sid, string? Subject);
