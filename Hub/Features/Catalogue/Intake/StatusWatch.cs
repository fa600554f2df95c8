using Agon.Portal.Hosting;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Has listings open and close at the instant they do. Any number of hubs may do so at once: all come to the same.</summary>
internal sealed partial class StatusWatch(IServiceScopeFactory scopes, Nudge<StatusWatch> nudge, TimeProvider clock, ILogger<StatusWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1), Tick = TimeSpan.FromMilliseconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Longest;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<MoveStatuses>().ExecuteAsync(stoppingToken) is { } next && next - clock.GetUtcNow() is var left && left < wait)
                {
                    // Timers count whole milliseconds.
                    wait = (left > TimeSpan.Zero ? left : TimeSpan.Zero) + Tick;
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }

            try
            {
                await nudge.WaitAsync(wait, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The hub stops.
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Opening and closing listings failed; the next round tries again")]
    private partial void LogFailed(Exception exception);
}
