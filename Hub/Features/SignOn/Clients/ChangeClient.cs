using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Changes what a curator vouches for in a client. Whom it knows stays: its sector does not follow its addresses.</summary>
internal sealed partial class ChangeClient(HubDb db, RegisterClient register, ILogger<ChangeClient> logger)
{
    /// <param name="clientId">Which client.</param>
    /// <param name="words">What it is to be.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="seen">The <see cref="ClientWords.Digest"/> of what the curator saw it was; null if they saw nothing.</param>
    public async Task<ChangeClientOutcome> ExecuteAsync(string clientId, ClientWords words, CancellationToken ct, string? seen = null)
    {
        if (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == clientId, ct) is not { } client)
        {
            return new ChangeClientOutcome.NoSuchClient();
        }

        if (client.MemberId is not null)
        {
            return new ChangeClientOutcome.BelongsToNode();
        }

        if (seen is not null && seen != ClientWords.Of(client).Digest)
        {
            return new ChangeClientOutcome.ChangedMeanwhile(client);
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
        catch (DbUpdateConcurrencyException)
        {
            // The program itself changed or removed its registration.
            db.ChangeTracker.Clear();
            return await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId, ct) is { } now
                ? new ChangeClientOutcome.ChangedMeanwhile(now)
                : new ChangeClientOutcome.NoSuchClient();
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
    string Name, IReadOnlyList<string> RedirectUris, IReadOnlyList<string> PostLogoutRedirectUris, string? BackChannelLogoutUri, IReadOnlyList<string> Scopes)
{
    /// <summary>By which it is known whether it changed.</summary>
    public string Digest => RandomSecret.Digest(string.Join('\0', [Name, .. RedirectUris, "", .. PostLogoutRedirectUris, "", BackChannelLogoutUri, "", .. Scopes]));

    public static ClientWords Of(Client client) =>
        new(client.Name, client.RedirectUris, client.PostLogoutRedirectUris, client.BackChannelLogoutUri, client.AllowedScopes);
}

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

    /// <summary>Somebody else changed it since the curator saw it; it is this now.</summary>
    public sealed record ChangedMeanwhile(Client Now) : ChangeClientOutcome;

    public sealed record Refused(SignOnRefusal Refusal) : ChangeClientOutcome;
}
