namespace Agon.Node.Features.Files;

/// <summary>Removes what interrupted uploads left in the data directory, at start and once a day.</summary>
internal sealed partial class SweepUploads(DiskFileStore files, TimeProvider clock, ILogger<SweepUploads> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            Sweep();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Sweep()
    {
        try
        {
            var removed = files.RemoveLeftovers();
            if (removed > 0)
            {
                LogSwept(removed);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed {Count} leftovers of interrupted uploads")]
    private partial void LogSwept(int count);

    [LoggerMessage(LogLevel.Error, "Leftovers of interrupted uploads could not be removed: check that the data directory is readable and writable")]
    private partial void LogFailed(Exception exception);
}
