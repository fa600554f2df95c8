using System.Text.Json;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Hub.Features.SignOn.Tokens;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Agon.Hub.Features.Nodes.Calls;

/// <summary>Finds out which node calls.</summary>
internal sealed class NodeCallers(HubDb db, SignOnKeys keys, PublicAddress hub, TimeProvider clock)
{
    /// <summary>
    /// The node this hub gave the access token in the request's head; null if it is none for this. One that was suspended since is found
    /// too: it is owed an answer that says so.
    /// </summary>
    public async Task<Member?> ByAccessTokenAsync(HttpRequest request, CancellationToken ct)
    {
        var expected = new TokenExpectation { Types = [TokenKinds.Access], Issuer = hub.Root, Audiences = [FederationPaths.Audience(hub.Root)] };
        return Bearer(request) is { } token
            && SignedTokens.Verify(token, expected, await keys.PublishedAsync(ct), clock.GetUtcNow()) is TokenReading.Accepted(var claims, _)
            && SignOnScopes.Read(Text(claims, "scope")).Contains(SignOnScopes.Federation)
            && Text(claims, "client_id") is { } id
            ? await FindAsync(id, ct)
            : null;
    }

    /// <summary>The node that signed the token in the request's head; for nodes that get no access token.</summary>
    public async Task<Member?> BySignatureAsync(HttpRequest request, CancellationToken ct)
    {
        if (Bearer(request) is not { } token || !SignedTokens.TryPeek(token, out _, out var said) || Text(said, "iss") is not { } id || await FindAsync(id, ct) is not { } member)
        {
            return null;
        }

        var expected = new TokenExpectation { Types = [NodeTokens.Call], Issuer = id, Audiences = [FederationPaths.Audience(hub.Root)], MaxAge = NodeTokens.Lifetime };
        return SignedTokens.Verify(token, expected, member.Keys.Keys, clock.GetUtcNow()) is TokenReading.Accepted ? member : null;
    }

    /// <summary>The bearer token in the request's head.</summary>
    public static string? Bearer(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var head = request.Headers[HeaderNames.Authorization];
        return head is [{ } only] && only.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? only[scheme.Length..].Trim() : null;
    }

    private Task<Member?> FindAsync(string clientId, CancellationToken ct) => db.Members.SingleOrDefaultAsync(m => m.ClientId == clientId, ct);

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
