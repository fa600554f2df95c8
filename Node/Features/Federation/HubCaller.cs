using Agon.Node.Data;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Federation;

/// <summary>Calls the hub when a call is due. It looks often whether one is: the command line may have joined meanwhile.</summary>
internal sealed partial class HubCaller(IServiceScopeFactory scopes, Nudge<HubCaller> nudge, TimeProvider clock, ILogger<HubCaller> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Calls if it is time; a nudge makes it time for a member. Whether the hub has more, so that it is time again.</summary>
    public async Task<bool> CallIfDueAsync(bool isNudged, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        if (await scope.ServiceProvider.GetRequiredService<NodeDb>().Memberships.AnyAsync(m => m.NextCallAt != null && (isNudged || m.NextCallAt <= now), ct))
        {
            // A call that came to nothing waits for the next look, whatever stands in the database.
            return await scope.ServiceProvider.GetRequiredService<CallHub>().ExecuteAsync(ct) is { LastError: null, LastCallAt: { } called, NextCallAt: { } next }
                && called >= now && next <= clock.GetUtcNow();
        }

        return false;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isNudged = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await CallIfDueAsync(isNudged, stoppingToken))
                {
                    isNudged = false;
                }

                isNudged = await nudge.WaitAsync(Look, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The node stops.
            }
            catch (Exception e)
            {
                LogFailed(e);
                await Task.Delay(Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Calling the hub failed in this node; it is tried again")]
    private partial void LogFailed(Exception exception);
}
