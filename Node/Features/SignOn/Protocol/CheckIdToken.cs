using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Sessions;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>Checks an id_token (OpenID Connect Core §3.1.3.7), every point of it.</summary>
internal sealed class CheckIdToken(Providers providers, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    // It was asked for a moment ago.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    /// <summary>Its claims.</summary>
    public async Task<SignOnResult<Box<JsonElement>>> ExecuteAsync(
        ProviderMetadata provider, SignOnRequest request, string token, string? accessToken, CancellationToken ct)
    {
        // The type is JWT or left out; an access token or a logout token says what it is.
        var expected = new TokenExpectation { Types = ["JWT", ""], Issuer = provider.Issuer, Audiences = [request.ClientId], Skew = Skew };
        var verified = await providers.VerifyAsync(provider, token, expected, ct);
        if (!verified.IsGood(out var reading, out var failure))
        {
            return failure;
        }

        return reading switch
        {
            TokenReading.Refused(var reason) => FailureOf(reason),
            TokenReading.Accepted(var claims, _) => Refuse(claims, request, accessToken) is { } refusal ? refusal : new Box<JsonElement>(claims),
            _ => SignOnFailure.TokenUnreadable,
        };
    }

    public static SignOnFailure FailureOf(TokenRefusal reason) => reason switch
    {
        TokenRefusal.TooLong or TokenRefusal.Malformed => SignOnFailure.TokenUnreadable,
        TokenRefusal.TypeWrong => SignOnFailure.TokenOfAnotherKind,
        TokenRefusal.AlgorithmNotAllowed => SignOnFailure.TokenAlgorithm,
        TokenRefusal.CriticalHeader => SignOnFailure.TokenExtension,
        TokenRefusal.KeyUnknown => SignOnFailure.TokenKeyUnknown,
        TokenRefusal.SignatureWrong => SignOnFailure.TokenTampered,
        TokenRefusal.ClaimMissing => SignOnFailure.TokenIncomplete,
        TokenRefusal.IssuerWrong => SignOnFailure.TokenOfAnotherIssuer,
        TokenRefusal.AudienceWrong => SignOnFailure.TokenForAnother,
        TokenRefusal.Expired => SignOnFailure.TokenExpired,
        TokenRefusal.NotYetValid => SignOnFailure.TokenFromTheFuture,
        TokenRefusal.TooOld => SignOnFailure.TokenTooOld,
        _ => SignOnFailure.TokenUnreadable,
    };

    private SignOnFailure? Refuse(JsonElement claims, SignOnRequest request, string? accessToken)
    {
        if (claims.Text("sub") is not { Length: > 0 and <= LinkedIdentity.SubjectMaxLength } || claims.Instant("iat") is not { } issued)
        {
            return SignOnFailure.TokenIncomplete;
        }

        // Its end could not be told.
        if (claims.Text("sid") is { Length: > SignOnSession.SidMaxLength })
        {
            return SignOnFailure.TokenUnreadable;
        }

        if (issued + MaxAge + Skew < clock.GetUtcNow())
        {
            return SignOnFailure.TokenTooOld;
        }

        // Of several audiences one asked for it, and that must be this node.
        var party = claims.Text("azp");
        if (claims.TryGetProperty("azp", out _) ? party != request.ClientId : claims.GetProperty("aud") is { ValueKind: JsonValueKind.Array } audiences && audiences.GetArrayLength() > 1)
        {
            return SignOnFailure.TokenForAnotherParty;
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(claims.Text("nonce") ?? ""), Encoding.UTF8.GetBytes(request.Nonce)))
        {
            return SignOnFailure.TokenNonce;
        }

        if (claims.TryGetProperty("at_hash", out _) && claims.Text("at_hash") != HashOf(accessToken ?? ""))
        {
            return SignOnFailure.TokenHash;
        }

        // Nobody will have shown themselves; one who had would have done so just now for ever.
        if (claims.Instant("auth_time") - Skew > clock.GetUtcNow())
        {
            return SignOnFailure.TokenAuthenticationInTheFuture;
        }

        // Asked to show themselves anew, they did so after they were asked.
        return request.IsAgain && (claims.Instant("auth_time") is not { } shown || shown + Skew < request.BegunAt)
            ? SignOnFailure.TokenAuthenticationTooOld
            : null;
    }

    // Both algorithms hash with SHA-256; the left half counts (OpenID Connect Core §3.1.3.6).
    private static string HashOf(string accessToken) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16));
}
