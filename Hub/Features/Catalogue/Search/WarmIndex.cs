using Agon.Hub.Data;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Reads the catalogue when the hub starts, so that nobody who looks first waits for it.</summary>
internal sealed partial class WarmIndex(IServiceScopeFactory scopes, CatalogueIndex index, ILogger<WarmIndex> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await index.NowAsync(scope.ServiceProvider.GetRequiredService<HubDb>(), stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The catalogue could not be read; whoever looks at it first tries again")]
    private partial void LogFailed(Exception exception);
}
