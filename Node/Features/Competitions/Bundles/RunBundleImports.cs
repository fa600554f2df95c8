using Agon.Node.Data;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>
/// Imports received bundles, one after the other. At start it also takes up imports that a killed process left unpacking; later only
/// those nobody can be unpacking any more.
/// </summary>
internal sealed partial class RunBundleImports(
    IServiceScopeFactory scopes, Nudge<RunBundleImports> nudge, TimeProvider clock, IOptions<BundleOptions> options, ILogger<RunBundleImports> logger) : BackgroundService
{
    // A nudge comes with every upload; this finds bundles another process received.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Imports everything due; returns how many imports were brought to an end.</summary>
    /// <param name="abandonedSince">Imports begun by others count as abandoned when they were received before this moment.</param>
    /// <param name="ct">Stops half-way; what was begun is begun again at the next start.</param>
    public async Task<int> RunDueAsync(DateTimeOffset abandonedSince, CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            var ended = 0;
            List<Guid> tried = [];
            while (await NextAsync(abandonedSince, tried, ct) is { } import)
            {
                tried.Add(import);
                await using var scope = scopes.CreateAsyncScope();
                var outcome = await scope.ServiceProvider.GetRequiredService<ImportBundle>().ExecuteAsync(import, ct);
                ended += outcome is ImportOutcome.NotOurs ? 0 : 1;
            }

            return ended;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var abandonedSince = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(abandonedSince, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }

            await nudge.WaitAsync(LongestWait, clock, stoppingToken);
            abandonedSince = clock.GetUtcNow() - (2 * options.Value.TimeLimit);
        }
    }

    private async Task<Guid?> NextAsync(DateTimeOffset abandonedSince, List<Guid> tried, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NodeDb>().BundleImports
            .Where(i => i.Status == BundleImportStatus.Received || (i.Status == BundleImportStatus.Unpacking && i.CreatedAt < abandonedSince))
            .Where(i => !tried.Contains(i.Id))
            .OrderBy(i => i.CreatedAt).Select(i => (Guid?)i.Id).FirstOrDefaultAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "A bundle could not be imported; it stays due")]
    private partial void LogFailed(Exception exception);
}
