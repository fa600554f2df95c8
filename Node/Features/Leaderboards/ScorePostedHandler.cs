using Agon.Node.Features.Messaging;
using MassTransit;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Tells those who have a leaderboard open. Idempotent: it changes nothing.</summary>
internal sealed class ScorePostedHandler(Watchers watchers) : IConsumer<ScorePosted>
{
    public Task Consume(ConsumeContext<ScorePosted> context)
    {
        watchers.Changed(context.Message.StandingsId);
        return Task.CompletedTask;
    }
}
