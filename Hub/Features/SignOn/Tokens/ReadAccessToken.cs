using System.Diagnostics;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>Reads an access token of the hub's own: its signature and, at once, whether its client and its grant are still good.</summary>
internal sealed class ReadAccessToken(HubDb db, SignOnKeys keys, GrantStanding standing, PublicAddress address, TimeProvider clock)
{
    /// <summary>Reads a token meant for the hub's userinfo, about a person.</summary>
    public Task<AccessTokenReading> OfPersonAsync(string token, CancellationToken ct) => ExecuteAsync(token, [address.Root], ct);

    /// <summary>Reads a token meant for the hub's federation endpoints, of a node for itself.</summary>
    public Task<AccessTokenReading> OfNodeAsync(string token, CancellationToken ct) => ExecuteAsync(token, [address.Root + TokenKinds.FederationAudience], ct);

    /// <summary>Reads a token whoever it is meant for.</summary>
    public Task<AccessTokenReading> OfAnyAsync(string token, CancellationToken ct) => ExecuteAsync(token, [], ct);

    private async Task<AccessTokenReading> ExecuteAsync(string token, IReadOnlyList<string> audiences, CancellationToken ct)
    {
        var expected = new TokenExpectation { Types = [TokenKinds.Access], Issuer = address.Root, Audiences = audiences, Skew = TimeSpan.Zero };
        return SignedTokens.Verify(token, expected, await keys.PublishedAsync(ct), clock.GetUtcNow()) switch
        {
            TokenReading.Accepted(var claims, _) => await StandingAsync(claims, ct),
            TokenReading.Refused(TokenRefusal.Expired) => new AccessTokenReading.Refused(SignOnRefusal.AccessTokenExpired),
            TokenReading.Refused(TokenRefusal.AudienceWrong) => new AccessTokenReading.Refused(SignOnRefusal.AccessTokenForOthers),
            TokenReading.Refused => new AccessTokenReading.Refused(SignOnRefusal.AccessTokenInvalid),
            var other => throw new UnreachableException($"{other}"),
        };
    }

    private async Task<AccessTokenReading> StandingAsync(JsonElement claims, CancellationToken ct)
    {
        var clientId = claims.GetProperty("client_id").GetString();
        var client = await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId, ct);
        if (client is not { IsEnabled: true })
        {
            return new AccessTokenReading.Refused(SignOnRefusal.AccessTokenRevoked);
        }

        // What a curator took from the client since is taken from what it holds.
        IReadOnlyList<string> scopes = [.. SignOnScopes.Read(claims.GetProperty("scope").GetString()).Intersect(client.AllowedScopes)];
        if (!claims.TryGetProperty(TokenKinds.GrantClaim, out var claim))
        {
            return new AccessTokenReading.Good(client, null, scopes, claims);
        }

        var id = claim.GetGuid();
        var grant = await db.Grants.AsNoTracking().SingleOrDefaultAsync(g => g.Id == id, ct);
        return grant is null || await standing.RefusalOfAsync(grant, ct) is not null
            ? new AccessTokenReading.Refused(SignOnRefusal.AccessTokenRevoked)
            : new AccessTokenReading.Good(client, grant, scopes, claims);
    }
}

/// <summary>What reading an access token came to.</summary>
internal abstract record AccessTokenReading
{
    private AccessTokenReading()
    {
    }

    /// <summary>It is good now.</summary>
    /// <param name="Client">Whose it is.</param>
    /// <param name="Grant">What a person gave; null for a client's own.</param>
    /// <param name="Scopes">What it may do.</param>
    /// <param name="Claims">Everything it says.</param>
    public sealed record Good(Client Client, Grant? Grant, IReadOnlyList<string> Scopes, JsonElement Claims) : AccessTokenReading;

    public sealed record Refused(SignOnRefusal Refusal) : AccessTokenReading;
}
