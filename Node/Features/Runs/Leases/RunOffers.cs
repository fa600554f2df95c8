namespace Agon.Node.Features.Runs.Leases;

/// <summary>Wakes waiting workers. Only a nudge: whoever wakes looks at the database, and looks anyway now and then.</summary>
internal sealed class RunOffers
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Completes with the next announcement after this was read.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Announce() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
