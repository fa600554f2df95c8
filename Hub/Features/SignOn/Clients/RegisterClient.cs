using System.Security.Cryptography;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Makes a client.</summary>
internal sealed partial class RegisterClient(HubDb db, ClientAddresses addresses, TimeProvider clock, ILogger<RegisterClient> logger)
{
    private const int IdBytes = 12;

    public async Task<RegisterClientOutcome> ExecuteAsync(ClientRegistration registration, CancellationToken ct)
    {
        if (WrongIn(registration) is { } refusal)
        {
            return new RegisterClientOutcome.Refused(refusal);
        }

        var id = registration.ClientId ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = registration.AuthMethod == ClientAuthentication.SecretBasic ? RandomSecret.Create() : null;
        var client = new Client
        {
            ClientId = id,
            Name = registration.Name,
            NameDigest = registration is { MemberId: not null, IsEnabled: false } ? null : ClientName.Digest(registration.Name),
            RedirectUris = [.. registration.RedirectUris],
            PostLogoutRedirectUris = [.. registration.PostLogoutRedirectUris],
            BackChannelLogoutUri = registration.BackChannelLogoutUri,
            AuthMethod = registration.AuthMethod,
            SecretDigest = secret is null ? null : RandomSecret.Digest(secret),
            Keys = registration.Keys is { } keys ? JsonSerializer.Serialize(keys) : null,
            IdTokenAlgorithm = registration.IdTokenAlgorithm,
            AllowedScopes = [.. registration.Scopes],
            AllowedGrants = [.. registration.Grants],
            Sector = await SectorAsync(registration, id, ct),
            IsEnabled = registration.IsEnabled,
            MemberId = registration.MemberId,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(client);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Client.PrimaryKey))
        {
            db.Entry(client).State = EntityState.Detached;
            return new RegisterClientOutcome.Refused(SignOnRefusal.RegistrationClientIdTaken);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Client.NameIndex))
        {
            db.Entry(client).State = EntityState.Detached;
            return new RegisterClientOutcome.Refused(SignOnRefusal.RegistrationNameTaken);
        }
        catch (DbUpdateException e) when (registration.MemberId is null && e.Breaks(db, Client.SectorIndex))
        {
            // Another client of this host was registered in the same instant, so now it is known.
            db.Entry(client).State = EntityState.Detached;
            return await ExecuteAsync(registration, ct);
        }

        LogRegistered(id);
        return new RegisterClientOutcome.Registered(client, secret);
    }

    // Whom another client knows is none of this one's business, although both are at one host. A node is always known by its address.
    private async Task<string> SectorAsync(ClientRegistration registration, string id, CancellationToken ct)
    {
        var sector = ClientAddresses.SectorOf(registration, id);
        return registration.MemberId is null && await db.Clients.AnyAsync(c => c.Sector == sector, ct) ? id : sector;
    }

    /// <summary>The first thing that is wrong in what a client says of itself.</summary>
    public SignOnRefusal? WrongIn(ClientRegistration client)
    {
        var logoutUris = client.BackChannelLogoutUri is { } uri ? client.PostLogoutRedirectUris.Append(uri) : client.PostLogoutRedirectUris;
        return client switch
        {
            _ when !ClientName.IsFit(client.Name) || client.ClientId is { Length: 0 or > Client.ClientIdMaxLength } =>
                SignOnRefusal.RegistrationNameUnfit,
            _ when client.RedirectUris.Count == 0 && client.Grants.Contains(GrantTypes.AuthorizationCode) => SignOnRefusal.RegistrationRedirectUriMissing,
            _ when client.RedirectUris.Count > Client.MaxAddresses || client.PostLogoutRedirectUris.Count > Client.MaxAddresses => SignOnRefusal.RegistrationTooManyAddresses,
            _ when !client.RedirectUris.All(addresses.IsFit) => SignOnRefusal.RegistrationRedirectUriUnfit,
            _ when !logoutUris.All(addresses.IsFit) => SignOnRefusal.RegistrationAddressUnfit,
            _ when client.AuthMethod == ClientAuthentication.PrivateKeyJwt && client.Keys is not { Keys: { Count: > 0 and <= JsonWebKeySet.MaxKeys } } => SignOnRefusal.RegistrationKeysUnfit,
            _ when client.Scopes.Except(SignOnScopes.All).Any() => SignOnRefusal.RegistrationScopeUnknown,
            _ when client.Grants.Count == 0 || client.Grants.Except(GrantTypes.All).Any() => SignOnRefusal.RegistrationGrantUnknown,
            _ when !OwnGrantsFit(client) => SignOnRefusal.RegistrationGrantUnfit,
            _ => null,
        };
    }

    private static bool OwnGrantsFit(ClientRegistration client)
    {
        var isForItself = client.Grants.Contains(GrantTypes.ClientCredentials);
        return isForItself == client.Scopes.Contains(SignOnScopes.Federation) && !(isForItself && client.AuthMethod == ClientAuthentication.None);
    }

    [LoggerMessage(LogLevel.Information, "Client {Client} is registered")]
    private partial void LogRegistered(string client);
}
