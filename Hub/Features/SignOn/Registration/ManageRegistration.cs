using System.Text.Json;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Registration;

/// <summary>Lets a client that registered itself read, change and give up its registration (RFC 7592).</summary>
internal sealed class ManageRegistration(HubDb db, RegisterClient register)
{
    /// <summary>The client that this key manages; null if the key is not its, or it is not served.</summary>
    public async Task<Client?> FindAsync(string clientId, string? key, CancellationToken ct)
    {
        var client = await db.Clients.SingleOrDefaultAsync(c => c.ClientId == clientId && c.IsEnabled, ct);
        return RandomSecret.Matches(key ?? "", client?.RegistrationDigest) ? client : null;
    }

    /// <summary>Changes all there is to change; why not, or null. How the client proves who it is stays.</summary>
    public async Task<SignOnRefusal?> ChangeAsync(Client client, JsonElement document, CancellationToken ct)
    {
        var (registration, refusal) = RegistrationDocument.Read(document);
        if (registration is null)
        {
            return refusal;
        }

        if (register.WrongIn(registration) is { } wrong)
        {
            return wrong;
        }

        if (!document.TryGetProperty("client_id", out var id) || id.ValueKind != JsonValueKind.String || id.GetString() != client.ClientId
            || registration.AuthMethod != client.AuthMethod)
        {
            return SignOnRefusal.RegistrationMetadataUnsupported;
        }

        // People are known by one subject at one host: a client that moves on must not take it along.
        if (ClientAddresses.SectorOf(registration.RedirectUris, client.ClientId) != client.Sector)
        {
            return SignOnRefusal.RegistrationSectorChanged;
        }

        client.Name = registration.Name;
        client.RedirectUris = [.. registration.RedirectUris];
        client.PostLogoutRedirectUris = [.. registration.PostLogoutRedirectUris];
        client.BackChannelLogoutUri = registration.BackChannelLogoutUri;
        client.Keys = registration.Keys is { } keys ? JsonSerializer.Serialize(keys) : null;
        client.IdTokenAlgorithm = registration.IdTokenAlgorithm;
        client.AllowedScopes = [.. registration.Scopes];
        client.AllowedGrants = [.. registration.Grants];
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>Removes the client with everything people gave it.</summary>
    public async Task RemoveAsync(Client client, CancellationToken ct)
    {
        db.Remove(client);
        await db.SaveChangesAsync(ct);
    }
}
