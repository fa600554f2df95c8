using Agon.Portal.Hosting;

namespace Agon.Node.Features.Feed;

/// <summary>Delivers the feed when it was written, has it compared when that is due, and looks every 15 seconds whether there is something left or a try is due.</summary>
internal sealed partial class FeedDeliverer(IServiceScopeFactory scopes, Nudge<FeedDeliverer> nudge, TimeProvider clock, ILogger<FeedDeliverer> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>Delivers until the hub has everything, or does not take it.</summary>
    public async Task DeliverAsync(CancellationToken ct)
    {
        do
        {
            while (await InScopeAsync<DeliverFeed>(d => d.ExecuteAsync(isNow: false, ct)))
            {
            }
        }
        while (await InScopeAsync<RetellOrphans>(r => r.ExecuteAsync(ct)) || await InScopeAsync<SendInventory>(s => s.ExecuteAsync(ct)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DeliverAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }

            await nudge.WaitAsync(Look, clock, stoppingToken);
        }
    }

    private async Task<bool> InScopeAsync<T>(Func<T, Task<bool>> act)
        where T : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    [LoggerMessage(LogLevel.Error, "Delivering the feed failed in this node; it is tried again")]
    private partial void LogFailed(Exception exception);
}
