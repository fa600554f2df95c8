using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Removes a client with everything people gave it.</summary>
internal sealed partial class RemoveClient(HubDb db, ILogger<RemoveClient> logger)
{
    public async Task<RemoveClientOutcome> ExecuteAsync(string clientId, CancellationToken ct)
    {
        if (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == clientId, ct) is not { } client)
        {
            return RemoveClientOutcome.NoSuchClient;
        }

        if (client.MemberId is not null)
        {
            return RemoveClientOutcome.BelongsToNode;
        }

        db.Remove(client);
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

        LogRemoved(clientId);
        return RemoveClientOutcome.Removed;
    }

    [LoggerMessage(LogLevel.Information, "Client {Client} was removed")]
    private partial void LogRemoved(string client);
}

/// <summary>How removing a client can end.</summary>
internal enum RemoveClientOutcome
{
    Removed,

    NoSuchClient,

    /// <summary>It goes with the node.</summary>
    BelongsToNode,
}
