namespace Agon.Federation.Tests;

/// <summary>A hub and one node that joined it, made competitions, changed some and told them.</summary>
public abstract class WithOneNode : IAsyncLifetime
{
    private readonly int _competitions, _changes;

    private protected WithOneNode(int competitions, int changes = 0)
    {
        (_competitions, _changes) = (competitions, changes);
        Hub = new SimulatedHub(Clock);
        Wire = new Wire(new Random(1), () => Hub.Handler);
        Node = new SimulatedNode(1, Clock, Wire);
    }

    private protected ManualClock Clock { get; } = new(new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private protected SimulatedHub Hub { get; }
    private protected SimulatedNode Node { get; }
    private protected Wire Wire { get; }

    public async ValueTask InitializeAsync()
    {
        await Hub.StartAsync();
        await Node.StartAsync();
        await Node.JoinAsync(Hub);
        await Node.World.BeginAsync(_competitions);
        var dice = new Random(3);
        for (var i = 0; i < _changes; i++)
        {
            await Node.World.ChangeAsync(dice);
        }

        await Node.WriteAsync();
        await Node.DeliverAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Hub.DisposeAsync();
        Wire.Dispose();
        GC.SuppressFinalize(this);
    }
}
