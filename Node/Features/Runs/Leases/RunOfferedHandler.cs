using MassTransit;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>Wakes the workers that wait for a run. Idempotent: it changes nothing.</summary>
internal sealed class RunOfferedHandler(RunOffers offers) : IConsumer<RunOffered>
{
    public Task Consume(ConsumeContext<RunOffered> context)
    {
        offers.Announce();
        return Task.CompletedTask;
    }
}
