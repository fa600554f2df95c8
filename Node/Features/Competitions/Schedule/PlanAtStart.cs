namespace Agon.Node.Features.Competitions.Schedule;

/// <summary>Plans every phase boundary when the node starts.</summary>
internal sealed class PlanAtStart(PhaseSchedule schedule) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => schedule.PlanAllAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
