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

    /// <summary>
    /// Changes what may change, and the key with it: the one before is good for nothing then. How the client proves who it is stays, and
    /// so does what people trusted when they agreed: its name, its hosts, and that it can't ask for more.
    /// </summary>
    public async Task<ChangeRegistrationOutcome> ChangeAsync(Client client, JsonElement document, CancellationToken ct)
    {
        var (registration, refusal) = RegistrationDocument.Read(document);
        if (registration is null)
        {
            return new ChangeRegistrationOutcome.Refused(refusal);
        }

        if ((register.WrongIn(registration) ?? WrongIn(client, document, registration)) is { } wrong)
        {
            return new ChangeRegistrationOutcome.Refused(wrong);
        }

        var key = RandomSecret.Create();
        client.RegistrationDigest = RandomSecret.Digest(key);
        client.RedirectUris = [.. registration.RedirectUris];
        client.PostLogoutRedirectUris = [.. registration.PostLogoutRedirectUris];
        client.BackChannelLogoutUri = registration.BackChannelLogoutUri;
        client.Keys = registration.Keys is { } keys ? JsonSerializer.Serialize(keys) : null;
        client.IdTokenAlgorithm = registration.IdTokenAlgorithm;
        client.AllowedScopes = [.. registration.Scopes];
        client.AllowedGrants = [.. registration.Grants];
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The key was used for a change in the same instant.
            return new ChangeRegistrationOutcome.Refused(SignOnRefusal.RegistrationKeyWrong);
        }

        return new ChangeRegistrationOutcome.Changed(key);
    }

    private static SignOnRefusal? WrongIn(Client client, JsonElement document, ClientRegistration registration)
    {
        var known = ClientAddresses.AuthoritiesOf(AddressesOf(client.RedirectUris, client.PostLogoutRedirectUris, client.BackChannelLogoutUri));
        var asked = ClientAddresses.AuthoritiesOf(AddressesOf(registration.RedirectUris, registration.PostLogoutRedirectUris, registration.BackChannelLogoutUri));
        return registration switch
        {
            _ when !document.TryGetProperty("client_id", out var id) || id.ValueKind != JsonValueKind.String || id.GetString() != client.ClientId
                || registration.AuthMethod != client.AuthMethod => SignOnRefusal.RegistrationMetadataUnsupported,
            _ when registration.Name != client.Name => SignOnRefusal.RegistrationNameChanged,
            _ when registration.Scopes.Except(client.AllowedScopes).Any() || registration.Grants.Except(client.AllowedGrants).Any() => SignOnRefusal.RegistrationWidened,
            _ when asked.Except(known).Any() => SignOnRefusal.RegistrationHostChanged,
            _ => null,
        };
    }

    private static IEnumerable<string> AddressesOf(IEnumerable<string> redirect, IEnumerable<string> postLogout, string? logout) =>
        [.. redirect, .. postLogout, .. logout is null ? Array.Empty<string>() : [logout]];

    /// <summary>Removes the client with everything people gave it.</summary>
    public async Task RemoveAsync(Client client, CancellationToken ct)
    {
        db.Remove(client);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>How changing a registration can end.</summary>
internal abstract record ChangeRegistrationOutcome
{
    private ChangeRegistrationOutcome()
    {
    }

    /// <summary>It is changed.</summary>
    /// <param name="Key">With what it is managed from now on.</param>
    public sealed record Changed(string Key) : ChangeRegistrationOutcome;

    public sealed record Refused(SignOnRefusal Refusal) : ChangeRegistrationOutcome;
}
