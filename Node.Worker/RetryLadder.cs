namespace Agon.Node.Worker;

/// <summary>Says how long to wait after the n-th failure in a row: doubling up to an end, with jitter so that workers don't march in step.</summary>
internal sealed record RetryLadder(TimeSpan First, TimeSpan Last)
{
    /// <summary>For calls to the node: 1, 2, 4, 8, 10 seconds, so that a node back within a minute finds its leases renewed.</summary>
    public static RetryLadder Node { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    /// <summary>The wait after a number of failures, between half of the rung and the whole of it.</summary>
    public TimeSpan After(int failures)
    {
        var rung = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 16));
        return (rung < Last ? rung : Last) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    public Task WaitAsync(int failures, TimeProvider clock, CancellationToken ct) => Task.Delay(After(failures), clock, ct);
}
