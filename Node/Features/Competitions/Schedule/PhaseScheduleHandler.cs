using MassTransit;

namespace Agon.Node.Features.Competitions.Schedule;

/// <summary>Plans a competition's wake-ups anew.</summary>
internal sealed class PhaseScheduleHandler(PhaseSchedule schedule) : IConsumer<PhaseScheduleChanged>
{
    public Task Consume(ConsumeContext<PhaseScheduleChanged> context) => schedule.PlanAsync(context.Message.CompetitionId, context.CancellationToken);
}
