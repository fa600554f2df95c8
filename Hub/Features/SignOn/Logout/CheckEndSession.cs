using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Hub.Features.SignOn.Tokens;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>Checks a request to sign a person out. Nobody is sent to an address that the client did not register.</summary>
internal sealed class CheckEndSession(HubDb db, SignOnKeys keys, PublicAddress hub, TimeProvider clock)
{
    // An id_token has long expired when somebody signs out; it still says which client and which session.
    private static readonly TimeSpan HoweverOld = TimeSpan.FromDays(3650);

    public async Task<EndSessionReading> ExecuteAsync(SignOnParameters request, CancellationToken ct)
    {
        if (request.AnyTwice)
        {
            return Refused(SignOnRefusal.ParameterTwice);
        }

        if (request["state"]?.Length > AuthorizationRequest.StateMaxLength)
        {
            return Refused(SignOnRefusal.ParameterUnfit);
        }

        var (hint, unreadable) = await ReadHintAsync(request["id_token_hint"], ct);
        if (unreadable is { } reason)
        {
            return Refused(reason);
        }

        var audience = hint is { } claims ? claims.GetProperty("aud").GetString() : null;
        return audience is not null && request["client_id"] is { } named && named != audience
            ? Refused(SignOnRefusal.LogoutHintOfAnotherClient)
            : await ReadAsync(request, audience ?? request["client_id"], hint is { } told ? Text(told, "sid") : null, ct);
    }

    private async Task<EndSessionReading> ReadAsync(SignOnParameters request, string? clientId, string? session, CancellationToken ct)
    {
        var address = request["post_logout_redirect_uri"];
        if (clientId is null)
        {
            return address is null ? new EndSessionReading.Good(new EndSessionRequest()) : Refused(SignOnRefusal.LogoutClientMissing);
        }

        var client = clientId.Length > Client.ClientIdMaxLength || clientId.Contains('\0', StringComparison.Ordinal)
            ? null
            : await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId, ct);
        return client switch
        {
            null => Refused(SignOnRefusal.ClientUnknown),
            { IsEnabled: false } => Refused(SignOnRefusal.ClientDisabled),
            _ when address is not null && !client.PostLogoutRedirectUris.Contains(address, StringComparer.Ordinal) => Refused(SignOnRefusal.PostLogoutRedirectUriNotRegistered),
            _ => new EndSessionReading.Good(new EndSessionRequest { ClientId = clientId, ClientName = client.Name, Onward = WithState(address, request["state"]), SessionId = session }),
        };
    }

    // A key that was retired since is no sign of forgery: then the hint says nothing, and the person is asked.
    private async Task<(JsonElement? Claims, SignOnRefusal? Refusal)> ReadHintAsync(string? hint, CancellationToken ct)
    {
        if (hint is null)
        {
            return (null, null);
        }

        var expected = new TokenExpectation { Types = [TokenKinds.Id], Issuer = hub.Root, Skew = HoweverOld };
        return SignedTokens.Verify(hint, expected, await keys.PublishedAsync(ct), clock.GetUtcNow()) switch
        {
            TokenReading.Accepted(var claims, _) when Text(claims, "aud") is not null => (claims, null),
            TokenReading.Refused(TokenRefusal.KeyUnknown) => (null, null),
            _ => (null, SignOnRefusal.LogoutHintUnreadable),
        };
    }

    private static string? WithState(string? address, string? state) => address is null || state is null
        ? address
        : address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + QueryString.Create("state", state).ToString()[1..];

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static EndSessionReading.Refused Refused(SignOnRefusal refusal) => new(refusal);
}
