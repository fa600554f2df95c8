using System.Threading.Channels;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Wakes the importer when a bundle was received. Only a nudge: the rows are the truth.</summary>
internal sealed class BundleImportSignal
{
    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Nudge() => _nudges.Writer.TryWrite(true);

    /// <summary>Waits for a nudge, or until the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await _nudges.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The longest wait is over: look at the rows anyway.
        }
    }
}
