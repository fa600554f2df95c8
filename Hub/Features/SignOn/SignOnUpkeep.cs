using Agon.Hub.Features.SignOn.Keys;

namespace Agon.Hub.Features.SignOn;

/// <summary>Rolls the keys in time even if nobody signs in, and sweeps, every ten minutes.</summary>
internal sealed partial class SignOnUpkeep(IServiceScopeFactory scopes, SignOnKeys keys, TimeProvider clock, ILogger<SignOnUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.PublishedAsync(stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SweepSignOn>().ExecuteAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Rolling keys or sweeping failed; it is tried again in ten minutes")]
    private partial void LogFailed(Exception exception);
}
