using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Gives a client another secret; the one before is good for nothing from then on.</summary>
internal sealed partial class RenewClientSecret(HubDb db, ILogger<RenewClientSecret> logger)
{
    /// <summary>The client and its new secret, which is not kept; null if there is no such client with a secret.</summary>
    public async Task<(Client Client, string Secret)?> ExecuteAsync(string clientId, CancellationToken ct)
    {
        if (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == clientId && c.AuthMethod == ClientAuthentication.SecretBasic, ct) is not { } client)
        {
            return null;
        }

        var secret = RandomSecret.Create();
        client.SecretDigest = RandomSecret.Digest(secret);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The program changed or removed its registration in the same instant.
            db.ChangeTracker.Clear();
            return await ExecuteAsync(clientId, ct);
        }

        LogRenewed(clientId);
        return (client, secret);
    }

    [LoggerMessage(LogLevel.Information, "Client {Client} has another secret")]
    private partial void LogRenewed(string client);
}
