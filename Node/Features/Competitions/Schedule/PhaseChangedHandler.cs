using Agon.Node.Features.Messaging;
using MassTransit;

namespace Agon.Node.Features.Competitions.Schedule;

/// <summary>Tells open pages of the competition, and of the phase's leaderboard, that a phase opened or closed. Idempotent: it changes nothing.</summary>
internal sealed class PhaseChangedHandler(Watchers watchers) : IConsumer<PhaseChanged>
{
    public Task Consume(ConsumeContext<PhaseChanged> context)
    {
        watchers.Changed(context.Message.CompetitionId);
        watchers.Changed(context.Message.PhaseId);
        return Task.CompletedTask;
    }
}
