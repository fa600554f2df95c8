using Quartz;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>Looks for silent workers every few seconds.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireLeasesJob(ExpireLeases expire) : IJob
{
    public static readonly JobKey Key = new("expire-leases", "runs");

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>After a start: workers that kept running while the node was away get the time to say so.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await expire.ExecuteAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next round is seconds away.
            throw new JobExecutionException(e);
        }
    }
}
