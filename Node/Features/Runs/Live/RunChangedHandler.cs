using Agon.Node.Features.Messaging;
using MassTransit;

namespace Agon.Node.Features.Runs.Live;

/// <summary>Tells those who have a run page open. Idempotent: it changes nothing.</summary>
internal sealed class RunChangedHandler(Watchers watchers) : IConsumer<RunChanged>
{
    public Task Consume(ConsumeContext<RunChanged> context)
    {
        watchers.Changed(context.Message.SubmissionId);
        return Task.CompletedTask;
    }
}
