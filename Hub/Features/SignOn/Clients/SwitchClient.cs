using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Has a client served or refused everywhere at once. A node's client follows the node's state instead.</summary>
internal sealed partial class SwitchClient(HubDb db, ILogger<SwitchClient> logger)
{
    public async Task<SwitchClientOutcome> ExecuteAsync(string clientId, bool isEnabled, CancellationToken ct)
    {
        if (await db.Clients.SingleOrDefaultAsync(c => c.ClientId == clientId, ct) is not { } client)
        {
            return SwitchClientOutcome.NoSuchClient;
        }

        if (client.MemberId is not null)
        {
            return SwitchClientOutcome.BelongsToNode;
        }

        if (client.IsEnabled == isEnabled)
        {
            return SwitchClientOutcome.WasSo;
        }

        client.IsEnabled = isEnabled;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The program changed or removed its registration in the same instant; nobody escapes being disabled by that.
            db.ChangeTracker.Clear();
            return await ExecuteAsync(clientId, isEnabled, ct);
        }

        LogSwitched(clientId, isEnabled ? "enabled" : "disabled");
        return SwitchClientOutcome.Switched;
    }

    [LoggerMessage(LogLevel.Information, "Client {Client} is {State}")]
    private partial void LogSwitched(string client, string state);
}

/// <summary>How switching a client can end.</summary>
internal enum SwitchClientOutcome
{
    Switched,

    /// <summary>It was so before.</summary>
    WasSo,

    NoSuchClient,

    /// <summary>It is served while the node is a member in good standing.</summary>
    BelongsToNode,
}
