using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Hosting;

/// <summary>Does something now and then, each time in a scope of its own. A round that fails is noted, and the next one tries again.</summary>
/// <param name="every">How long between two rounds, and before the first: a host that starts has other things to do.</param>
/// <param name="scopes">Makes the scopes.</param>
/// <param name="clock">Tells when it is time.</param>
/// <param name="logger">Where failures are noted.</param>
public abstract partial class Rounds(TimeSpan every, IServiceScopeFactory scopes, TimeProvider clock, ILogger logger) : BackgroundService
{
    /// <summary>One round.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await DoAsync(scope.ServiceProvider, ct);
    }

    /// <summary>What is done.</summary>
    protected abstract Task DoAsync(IServiceProvider services, CancellationToken ct);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        while (await IsTimeAsync(timer, stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e, GetType().Name);
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
        }
    }

    // A host that is disposed without being stopped would take a cancelled wait for a failure.
    private static async Task<bool> IsTimeAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Rounds} failed; the next round tries again")]
    private partial void LogFailed(Exception exception, string rounds);
}
