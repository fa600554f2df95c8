using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Registration;

/// <summary>Takes from a program that registered itself the key it manages that with. The client is served on, as it is.</summary>
internal sealed partial class EndRegistrationKey(HubDb db, ILogger<EndRegistrationKey> logger)
{
    /// <summary>Whether there was one.</summary>
    public async Task<bool> ExecuteAsync(string clientId, CancellationToken ct)
    {
        if (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == clientId && c.RegistrationDigest != null, ct) is not { } client)
        {
            return false;
        }

        client.RegistrationDigest = null;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The program changed its registration in the same instant, and has another key.
            db.ChangeTracker.Clear();
            return await ExecuteAsync(clientId, ct);
        }

        LogEnded(clientId);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "Client {Client} can't change its registration any more")]
    private partial void LogEnded(string client);
}
