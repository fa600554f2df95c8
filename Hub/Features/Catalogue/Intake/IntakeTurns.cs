namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Few batches are taken at once, so that a hundred nodes that come back together leave the hub to those who read it. Who waits too long comes again.</summary>
internal sealed class IntakeTurns : IDisposable
{
    // One is judged while another is written.
    private readonly SemaphoreSlim _turns = new(2);

    /// <summary>How long one waits: nodes give a call ten seconds.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>A turn, to be given back by disposing it; null if none came free.</summary>
    public async Task<IDisposable?> TakeAsync(CancellationToken ct) => await _turns.WaitAsync(Longest, ct) ? new Turn(_turns) : null;

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
