using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Changes what a curator vouches for in a client. Whom it knows stays: its sector does not follow its addresses.</summary>
internal sealed partial class ChangeClient(HubDb db, RegisterClient register, ILogger<ChangeClient> logger)
{
    public async Task<ChangeClientOutcome> ExecuteAsync(string clientId, ClientWords words, CancellationToken ct)
    {
        if (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == clientId, ct) is not { } client)
        {
            return new ChangeClientOutcome.NoSuchClient();
        }

        if (client.MemberId is not null)
        {
            return new ChangeClientOutcome.BelongsToNode();
        }

        var isForItself = words.Scopes.Contains(SignOnScopes.Federation);
        var registration = new ClientRegistration(words.Name, client.AuthMethod)
        {
            RedirectUris = words.RedirectUris,
            PostLogoutRedirectUris = words.PostLogoutRedirectUris,
            BackChannelLogoutUri = words.BackChannelLogoutUri,
            Keys = client.Keys is null ? null : new JsonWebKeySet(client.PublicKeys()),
            Scopes = words.Scopes,
            Grants = [.. client.AllowedGrants.Where(g => g != GrantTypes.ClientCredentials), .. isForItself ? new[] { GrantTypes.ClientCredentials } : []],
        };
        if (register.WrongIn(registration) is { } refusal)
        {
            return new ChangeClientOutcome.Refused(refusal);
        }

        (client.Name, client.NameDigest, client.BackChannelLogoutUri) = (registration.Name, ClientName.Digest(registration.Name), registration.BackChannelLogoutUri);
        (client.RedirectUris, client.PostLogoutRedirectUris) = ([.. registration.RedirectUris], [.. registration.PostLogoutRedirectUris]);
        (client.AllowedScopes, client.AllowedGrants) = ([.. registration.Scopes], [.. registration.Grants]);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Client.NameIndex))
        {
            return new ChangeClientOutcome.Refused(SignOnRefusal.RegistrationNameTaken);
        }

        LogChanged(clientId);
        return new ChangeClientOutcome.Changed(client);
    }

    [LoggerMessage(LogLevel.Information, "Client {Client} was changed")]
    private partial void LogChanged(string client);
}

/// <summary>What a curator can change.</summary>
internal sealed record ClientWords(
    string Name, IReadOnlyList<string> RedirectUris, IReadOnlyList<string> PostLogoutRedirectUris, string? BackChannelLogoutUri, IReadOnlyList<string> Scopes);

/// <summary>How changing a client can end.</summary>
internal abstract record ChangeClientOutcome
{
    private ChangeClientOutcome()
    {
    }

    public sealed record Changed(Client Client) : ChangeClientOutcome;

    public sealed record NoSuchClient : ChangeClientOutcome;

    /// <summary>It is as the node is.</summary>
    public sealed record BelongsToNode : ChangeClientOutcome;

    public sealed record Refused(SignOnRefusal Refusal) : ChangeClientOutcome;
}
