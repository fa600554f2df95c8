using System.Text.Json.Nodes;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Tokens;
using Agon.Portal.Data;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Device;

/// <summary>Gives a program the code a person types, and what it polls with (RFC 8628 §3.2).</summary>
internal sealed class BeginDeviceRequest(HubDb db, PublicAddress address, TimeProvider clock)
{
    public async Task<TokenOutcome> ExecuteAsync(Client client, SignOnParameters form, CancellationToken ct)
    {
        var scopes = SignOnScopes.Read(form["scope"]);
        if (WrongIn(client, scopes) is { } refusal)
        {
            return new TokenOutcome.Refused(refusal);
        }

        var (deviceCode, userCode) = await SaveAsync(client, scopes, ct);
        return new TokenOutcome.Issued(new JsonObject
        {
            ["device_code"] = deviceCode,
            ["user_code"] = userCode,
            ["verification_uri"] = address.Of(HubLinks.SignOn.DevicePage),
            ["verification_uri_complete"] = address.Of(HubLinks.SignOn.DevicePageWith(userCode)),
            ["expires_in"] = (int)SignOnRules.DeviceRequest.TotalSeconds,
            ["interval"] = (int)SignOnRules.DevicePoll.TotalSeconds,
        });
    }

    private static SignOnRefusal? WrongIn(Client client, IReadOnlyList<string> scopes) =>
        !client.AllowedGrants.Contains(GrantTypes.DeviceCode) ? SignOnRefusal.GrantTypeNotAllowed
        : !scopes.Contains(SignOnScopes.OpenId) ? SignOnRefusal.OpenIdScopeMissing
        : scopes.Except(client.AllowedScopes).Any() || scopes.Except(SignOnScopes.OfPeople).Any() ? SignOnRefusal.ScopeNotAllowed
        : null;

    private async Task<(string DeviceCode, string UserCode)> SaveAsync(Client client, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var (deviceCode, userCode) = (RandomSecret.Create(), UserCode.Create());
            var request = new DeviceRequest
            {
                Id = Guid.CreateVersion7(now),
                ClientId = client.ClientId,
                DeviceDigest = RandomSecret.Digest(deviceCode),
                UserDigest = RandomSecret.Digest(userCode),
                Scopes = SignOnScopes.Write(scopes),
                ExpiresAt = now + SignOnRules.DeviceRequest,
                IntervalSeconds = (int)SignOnRules.DevicePoll.TotalSeconds,
            };
            db.Add(request);
            try
            {
                await db.SaveChangesAsync(ct);
                return (deviceCode, userCode);
            }
            catch (DbUpdateException e) when (e.Breaks(db, DeviceRequest.UserDigestIndex))
            {
                // One in 25 thousand million.
                db.Entry(request).State = EntityState.Detached;
            }
        }
    }
}
