namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>Looks now and then whether accounts are to be deleted.</summary>
internal sealed partial class DeletionRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeletionRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<DeleteDueAccounts>().ExecuteAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }

            await Task.Delay(Round, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "Deleting accounts that are due failed; the next round tries again")]
    private partial void LogFailed(Exception exception);
}
