namespace Agon.Node.Worker.Runs;

/// <summary>Why a run is stopped from outside.</summary>
internal enum StopCause
{
    None,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,

    /// <summary>It is another worker's by now, or the node was out of reach for too long.</summary>
    LeaseLost,

    /// <summary>The worker was asked to stop, and the grace is over.</summary>
    WorkerStopping,
}

/// <summary>Stops one run; the first cause counts.</summary>
internal sealed class RunStop : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private int _cause;

    public CancellationToken Token => _source.Token;

    public StopCause Cause => (StopCause)Volatile.Read(ref _cause);

    public void Request(StopCause cause)
    {
        if (Interlocked.CompareExchange(ref _cause, (int)cause, (int)StopCause.None) == (int)StopCause.None)
        {
            _source.Cancel();
        }
    }

    public void Dispose() => _source.Dispose();
}
