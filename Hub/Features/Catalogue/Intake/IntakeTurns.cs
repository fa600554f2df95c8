using System.Collections.Concurrent;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>
/// Few batches are taken at once, and one of each node, so that a hundred nodes that come back together leave the hub to those who read it. Who
/// waits too long comes again.
/// </summary>
internal sealed class IntakeTurns : IDisposable
{
    // One is judged while another is written.
    private readonly SemaphoreSlim _turns = new(2);
    private readonly ConcurrentDictionary<Guid, bool> _here = [];

    /// <summary>How long one waits: nodes give a call ten seconds.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>A turn of a node, to be given back by disposing it; null if none came free, or it waits or has one already.</summary>
    public async Task<IDisposable?> TakeAsync(Guid node, CancellationToken ct)
    {
        if (!_here.TryAdd(node, true))
        {
            return null;
        }

        var isMine = false;
        try
        {
            isMine = await _turns.WaitAsync(Longest, ct);
            return isMine ? new Turn(this, node) : null;
        }
        finally
        {
            if (!isMine)
            {
                _here.TryRemove(node, out _);
            }
        }
    }

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(IntakeTurns turns, Guid node) : IDisposable
    {
        public void Dispose()
        {
            turns._here.TryRemove(node, out _);
            turns._turns.Release();
        }
    }
}
