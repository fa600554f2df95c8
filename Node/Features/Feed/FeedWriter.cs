using Agon.Portal.Hosting;

namespace Agon.Node.Features.Feed;

/// <summary>Writes the feed whenever something was noted; it looks now and then too, for what a process noted that died before it could say so.</summary>
internal sealed partial class FeedWriter(
    IServiceScopeFactory scopes, IHostApplicationLifetime host, Nudge<FeedWriter> nudge, Nudge<FeedDeliverer> deliverer, TimeProvider clock, ILogger<FeedWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>Writes until nothing is left to look at.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        while (await RoundAsync(ct))
        {
            deliverer.Give();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before it listens, a node may not know its address.
        using var started = CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStarted, stoppingToken);
        await Task.Delay(Timeout.Infinite, started.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }

            await nudge.WaitAsync(Look, clock, stoppingToken);
        }
    }

    private async Task<bool> RoundAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WriteFeed>().ExecuteAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "The feed could not be written; what changed stays noted and is looked at again")]
    private partial void LogFailed(Exception exception);
}
