using Quartz;

namespace Agon.Node.Features.Competitions.Schedule;

/// <summary>Runs at the second a phase opens or closes.</summary>
internal sealed class PhaseBoundaryJob(AnnouncePhase announce) : IJob
{
    public const string PhaseId = "phase";
    public static readonly JobKey Key = new("phase boundary");

    public static IJobDetail Detail => JobBuilder.Create<PhaseBoundaryJob>().WithIdentity(Key).StoreDurably().Build();

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await announce.ExecuteAsync(Guid.Parse(context.MergedJobDataMap.GetString(PhaseId)!), cancellationToken);
}
