using Quartz;

namespace Agon.Node.Features.Files;

/// <summary>Looks for blobs nobody uses after a start and once a day.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepBlobsJob(SweepBlobs sweep) : IJob
{
    public static readonly JobKey Key = new("sweep-blobs", "files");

    public static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>After a start: the pages come first.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await sweep.ExecuteAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next round finds the same blobs.
            throw new JobExecutionException(e);
        }
    }
}
